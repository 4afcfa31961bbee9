package dev.promptlib.operator.cluster;

/** What a test leaves to chance comes from one number, which is told and can be given again. */
public final class Seed {
    private static final String PROPERTY = "promptlib.test.seed";

    private Seed() {}

    public static long of(Class<?> test) {
        long seed = Long.getLong(PROPERTY, System.nanoTime());
        TestRun.say(test.getSimpleName() + " " + told(seed));
        return seed;
    }

    /** As it is given on the command line. */
    public static String told(long seed) {
        return "-D" + PROPERTY + "=" + seed;
    }
}
