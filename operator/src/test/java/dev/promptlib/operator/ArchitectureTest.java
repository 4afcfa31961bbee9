package dev.promptlib.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Data goes one way, and what is pure stays pure. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.promptlib.operator");
    private static final String[] PURE = {
        "..operator.api..",
        "..operator.input..",
        "..operator.desired..",
        "..operator.compose..",
        "..operator.release..",
        "..operator.restore..",
        "..operator.rotate..",
        "..operator.status.."
    };

    @Test
    void pureCodeKnowsNoCluster() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client.dsl..",
                        "io.fabric8.kubernetes.client.informers..",
                        "io.fabric8.kubernetes.client.impl..",
                        "io.javaoperatorsdk..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
                .check(CLASSES);
    }

    @Test
    void pureCodeReadsNoClockAndNoEnvironment() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(CLASSES);
    }

    @Test
    void buildersActOnNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("..operator.desired..", "..operator.compose..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..operator.apply..",
                        "..operator.observe..",
                        "..operator.release..",
                        "..operator.status..",
                        "..operator.reconcile..")
                .check(CLASSES);
    }

    @Test
    void theResourceKnowsNothingElse() {
        noClasses()
                .that()
                .resideInAPackage("..operator.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..operator.input..", "..operator.desired..", "..operator.apply..", "..operator.reconcile..")
                .check(CLASSES);
    }

    @Test
    void nothingGoesBackToTheReconcilers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..operator.reconcile..", "dev.promptlib.operator")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..operator.reconcile..")
                .check(CLASSES);
    }

    @Test
    void vagueNamesAreNotUsed() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }
}
