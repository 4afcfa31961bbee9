package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.apply.Applier.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of one round of applying, by several threads: what was written, and each object that failed. */
public final class ApplyReport {
    /** One object that could not be applied. */
    public record Failure(String object, Reason reason, String message, boolean permanent) {
        private Failure with(String remedy) {
            return new Failure(object, reason, message + ". " + remedy, permanent);
        }
    }

    private final List<String> created = new ArrayList<>();
    private final List<String> repaired = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private int writes;
    private boolean namespaceEnds;

    public synchronized void add(HasMetadata object, Outcome outcome) {
        if (outcome != Outcome.UNCHANGED) {
            writes++;
        }
        if (outcome == Outcome.CREATED) {
            created.add(name(object));
        }
        if (outcome == Outcome.REPAIRED) {
            repaired.add(name(object));
        }
    }

    public synchronized void add(HasMetadata object, RuntimeException failure) {
        add(name(object), failure);
    }

    /** A failure that somebody can do something about, should it be a refusal. */
    public synchronized void add(HasMetadata object, RuntimeException failure, String remedy) {
        add(object, failure);
        Failure last = failures.remove(failures.size() - 1);
        failures.add(last.permanent() && !remedy.isEmpty() ? last.with(remedy) : last);
    }

    public synchronized void add(String object, RuntimeException failure) {
        namespaceEnds |= NamespaceEnds.isCauseOf(failure);
        failures.add(explain(object, failure));
    }

    private static Failure explain(String object, RuntimeException failure) {
        if (failure instanceof NotOurs notOurs) {
            return new Failure(
                    object, Reason.NameTaken, notOurs.getMessage(), notOurs.ownership() == Ownership.FOREIGN);
        }
        if (failure instanceof KubernetesClientException e && e.getStatus() != null) {
            int code = e.getCode();
            boolean refused = code == 400 || code == 403 || code == 422;
            return new Failure(object, Reason.ApplyRefused, e.getStatus().getMessage(), refused);
        }
        return new Failure(object, Reason.ApplyRefused, String.valueOf(failure.getMessage()), false);
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** In an order that does not depend on which thread was first, as statuses are made of it. */
    public synchronized List<String> repaired() {
        return repaired.stream().sorted().toList();
    }

    public synchronized List<Failure> failures() {
        return failures.stream().sorted(Comparator.comparing(Failure::object)).toList();
    }

    /** Whether nothing can be made any more, because the whole namespace is being deleted. */
    public synchronized boolean namespaceEnds() {
        return namespaceEnds;
    }

    /** One line for the log, when there is something to say. */
    public Optional<String> summary() {
        if (namespaceEnds || (writes == 0 && failures.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of("wrote " + writes + " objects"
                + (created.isEmpty() ? "" : "; created " + String.join(", ", created))
                + (repaired.isEmpty() ? "" : "; repaired " + String.join(", ", repaired))
                + failures.stream()
                        .map(f -> "; " + f.object() + " failed: " + f.message())
                        .collect(Collectors.joining()));
    }

    public int writes() {
        return writes;
    }
}
