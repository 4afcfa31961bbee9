package dev.promptlib.operator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnEventsTest {
    private static final ReplicaSet OWN = new ReplicaSetBuilder()
            .withNewMetadata()
            .withName("shop-app-7")
            .withUid("own")
            .endMetadata()
            .build();

    @Test
    void leavesOutANeighbourWhoseNameBeginsAlike() {
        Event own = event("shop-app-7", "own", "2026-11-01T11:00:00Z");
        Event neighbours = event("shop-staging-app-7", "neighbours", "2026-11-01T11:00:00Z");

        assertThat(OwnEvents.among(List.of(neighbours, own), Stream.of(OWN))).containsExactly(own);
    }

    @Test
    void leavesOutAnEarlierObjectOfTheSameName() {
        assertThat(OwnEvents.among(List.of(event("shop-app-7", "earlier", "2026-11-01T11:00:00Z")), Stream.of(OWN)))
                .isEmpty();
    }

    @Test
    void putsTheLatestLast() {
        Event first = event("shop-app-7", "own", "2026-11-01T11:00:00Z");
        Event later = event("shop-app-7", "own", "2026-11-01T11:30:00Z");

        assertThat(OwnEvents.among(List.of(later, first), Stream.of(OWN))).containsExactly(first, later);
    }

    private static Event event(String object, String uid, String time) {
        return new EventBuilder()
                .withNewMetadata()
                .withCreationTimestamp(time)
                .endMetadata()
                .withNewInvolvedObject()
                .withName(object)
                .withUid(uid)
                .endInvolvedObject()
                .build();
    }
}
