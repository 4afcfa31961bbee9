package dev.promptlib.operator.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.PromptLibraryStatus.ComponentStatus;
import dev.promptlib.operator.api.PromptLibraryStatus.PartStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final Inventory SHOP = new Inventory(
            "web",
            "shop",
            Optional.of(new PromptLibraryStatus(
                    1L,
                    PromptLibraryStatus.Phase.Progressing,
                    "1.4",
                    "http://shop.test/",
                    1,
                    null,
                    List.of(new ComponentStatus("app", 1, 2, "shop:1.4")),
                    null,
                    new PartStatus("Embedded", true, "postgres:17", "2Gi"),
                    new PartStatus("External", false, null, null),
                    null,
                    null,
                    List.of(),
                    null)),
            List.of(new Inventory.Volume("shop-database", "2Gi")),
            List.of(new Inventory.Key("shop-connections", false), new Inventory.Key("shop-database", true)),
            List.of(new Inventory.Entrance("shop", "shop.test", List.of())));

    @Test
    void showsAllThatExists() {
        assertThat(Tree.of(SHOP) + "\n")
                .isEqualTo(
                        """
                        PromptLibrary shop in the namespace web
                        ├─ component app                                1/2 pods ready  shop:1.4
                        ├─ database  Embedded                           ready  postgres:17
                        ├─ cache     External                           not ready
                        ├─ volume    shop-database                      2Gi
                        ├─ secret    shop-connections
                        ├─ secret    shop-database
                        └─ ingress   shop                               shop.test
                        """);
    }

    @Test
    void tellsTheDataFromTheRest() {
        assertThat(SHOP.data()).containsExactly("volume shop-database (2Gi)", "secret shop-database");
        assertThat(Tree.of(SHOP.withoutData())).contains("shop-connections").doesNotContain("shop-database");
    }
}
