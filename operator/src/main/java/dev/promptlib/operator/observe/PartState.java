package dev.promptlib.operator.observe;

/** How a workload is doing. Ready pods are those of the wanted release. */
public record PartState(boolean exists, int desired, int ready, int serving, boolean current) {
    public static final PartState ABSENT = new PartState(false, 0, 0, 0, false);

    /** All that is wanted is there and works; that may be no pod at all. */
    public boolean isReady() {
        return exists && current && ready >= desired;
    }

    /** As many pods as wanted serve, of whichever release. */
    public boolean serves() {
        return exists && serving >= desired;
    }
}
