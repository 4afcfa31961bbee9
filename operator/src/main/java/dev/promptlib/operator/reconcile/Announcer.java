package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells as Kubernetes events what a person would want to know once: when a condition turns, and what was repaired. */
final class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MAX_NOTE = 1000;

    private final KubernetesClient client;
    private final String instance;

    Announcer(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    void announce(
            PromptLibrary resource, PromptLibraryStatus before, PromptLibraryStatus after, List<String> repaired) {
        for (Condition condition : after.conditions()) {
            Optional<Condition> earlier = find(before, condition.type());
            boolean turned = earlier.map(e -> e.status() != condition.status() || e.reason() != condition.reason())
                    .orElse(true);
            if (turned && worthTelling(condition, earlier)) {
                tell(
                        resource,
                        warns(condition) ? "Warning" : "Normal",
                        condition.reason().name(),
                        condition.message());
            }
        }
        for (RotationStatus secret : after.rotated()) {
            if (rotated(before, secret)) {
                tell(
                        resource,
                        "Normal",
                        "Rotated",
                        "Replaced generated secrets: " + secret.kind() + ". The earlier ones still work for now");
            }
        }
        if (!repaired.isEmpty()) {
            tell(
                    resource,
                    "Normal",
                    "Repaired",
                    "Put back what somebody else had changed: " + String.join(", ", repaired));
        }
    }

    private static boolean rotated(PromptLibraryStatus before, RotationStatus secret) {
        return before.rotated().stream()
                .anyMatch(earlier ->
                        earlier.kind() == secret.kind() && !earlier.since().equals(secret.since()));
    }

    private static Optional<Condition> find(PromptLibraryStatus status, Condition.Type type) {
        return status == null || status.conditions() == null
                ? Optional.empty()
                : status.conditions().stream().filter(c -> c.type() == type).findFirst();
    }

    private static boolean worthTelling(Condition condition, Optional<Condition> earlier) {
        return switch (condition.type()) {
            case Stalled -> true;
            case Ready ->
                condition.status() == Condition.Status.True
                        || earlier.map(e -> e.status() == Condition.Status.True).orElse(false);
            case RolledBack -> true;
            case MigrationSucceeded -> condition.status() == Condition.Status.False;
            case DatabaseReady, CacheReady, ComponentsReady -> condition.reason() == Reason.PodFailing;
            case BackupSucceeded, BackupVerified -> condition.status() != Condition.Status.Unknown;
            case Reconciling, Complete, Failed -> false;
        };
    }

    private static boolean warns(Condition condition) {
        return condition.type() == Condition.Type.Stalled
                || condition.type() == Condition.Type.RolledBack && condition.reason() != Reason.Requested
                || condition.type() == Condition.Type.MigrationSucceeded
                || condition.reason() == Reason.PodFailing
                || condition.reason() == Reason.BackupFailed
                || condition.reason() == Reason.VerificationFailed
                || condition.reason() == Reason.Unavailable;
    }

    private void tell(PromptLibrary resource, String type, String reason, String note) {
        String now = MICROS.format(Instant.now());
        String name = resource.getMetadata().getName() + "." + Checksum.of(now + reason + note);
        try {
            client.resource(new EventBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(resource.getMetadata().getNamespace())
                            .endMetadata()
                            .withEventTime(new MicroTime(now))
                            .withType(type)
                            .withReason(reason)
                            .withAction("Reconcile")
                            .withNote(note.length() > MAX_NOTE ? note.substring(0, MAX_NOTE) : note)
                            .withReportingController(PromptLibrary.GROUP + "/" + Labels.MANAGER)
                            .withReportingInstance(instance)
                            .withRegarding(new ObjectReferenceBuilder()
                                    .withApiVersion(resource.getApiVersion())
                                    .withKind(resource.getKind())
                                    .withName(resource.getMetadata().getName())
                                    .withNamespace(resource.getMetadata().getNamespace())
                                    .withUid(resource.getMetadata().getUid())
                                    .build())
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.debugf("could not record the event %s: %s", reason, e.getMessage());
        }
    }
}
