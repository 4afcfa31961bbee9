package dev.promptlib.operator.e2e;

/** What storage does to a file when it goes bad, as a line of shell. */
enum Damage {
    FLIPPED_BIT {
        @Override
        String of(String file) {
            return "at=$(( $(stat -c %s " + file + ") / 2 )); byte=$(od -An -tu1 -j $at -N 1 " + file + ");"
                    + " printf \"\\\\$(printf %03o $(( byte ^ 1 )))\" |"
                    + " dd of=" + file + " bs=1 seek=$at conv=notrunc status=none";
        }
    },
    TRUNCATED {
        @Override
        String of(String file) {
            return "truncate -s -1 " + file;
        }
    },
    DELETED {
        @Override
        String of(String file) {
            return "rm " + file;
        }
    };

    abstract String of(String file);
}
