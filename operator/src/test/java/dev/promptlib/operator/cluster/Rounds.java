package dev.promptlib.operator.cluster;

/** How often a test that leaves things to chance does so: the more the better, and a build has to end. */
public final class Rounds {
    private static final String PROPERTY = "promptlib.test.thorough";
    private static final int SHARE = 5;

    private Rounds() {}

    /** All of them with -Dpromptlib.test.thorough, and a fifth without. */
    public static int of(int all) {
        return Boolean.getBoolean(PROPERTY) ? all : all / SHARE;
    }
}
