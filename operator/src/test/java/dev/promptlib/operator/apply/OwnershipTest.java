package dev.promptlib.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final Owner SHOP = new Owner("shop", "prod", "uid-1");

    private static ConfigMapBuilder object() {
        return new ConfigMapBuilder().withNewMetadata().withName("shop-app").endMetadata();
    }

    private static ConfigMap ownedBy(String kind, String name, String uid) {
        return object().editMetadata()
                .addNewOwnerReference()
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    private static ConfigMap labelled(String instance) {
        return object().editMetadata()
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, instance))
                .endMetadata()
                .build();
    }

    @Test
    void isByTheOwnersUid() {
        assertThat(Ownership.of(ownedBy("PromptLibrary", "shop", "uid-1"), SHOP))
                .isEqualTo(Ownership.OURS);
    }

    @Test
    void ofAnEarlierResourceIsOnItsWayOut() {
        assertThat(Ownership.of(ownedBy("PromptLibrary", "shop", "uid-0"), SHOP))
                .isEqualTo(Ownership.LEAVING);
        ConfigMap terminating = ownedBy("PromptLibrary", "shop", "uid-1");
        terminating.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(Ownership.of(terminating, SHOP)).isEqualTo(Ownership.LEAVING);
    }

    @Test
    void ofOthersIsLeftAlone() {
        assertThat(Ownership.of(ownedBy("Deployment", "shop", "uid-9"), SHOP)).isEqualTo(Ownership.FOREIGN);
        assertThat(Ownership.of(ownedBy("PromptLibrary", "other", "uid-2"), SHOP))
                .isEqualTo(Ownership.FOREIGN);
        assertThat(Ownership.of(object().build(), SHOP)).isEqualTo(Ownership.FOREIGN);
        assertThat(Ownership.of(labelled("other"), SHOP)).isEqualTo(Ownership.FOREIGN);
    }

    @Test
    void ofDataIsByItsLabels() {
        assertThat(Ownership.of(labelled("shop"), SHOP)).isEqualTo(Ownership.OURS);
        assertThat(Ownership.isData(labelled("shop"))).isTrue();
        assertThat(Ownership.isData(ownedBy("PromptLibrary", "shop", "uid-1"))).isFalse();
    }
}
