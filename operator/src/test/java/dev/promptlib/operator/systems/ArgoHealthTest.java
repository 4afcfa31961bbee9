package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** What Argo CD makes of our resources with the scripts of examples/gitops/argocd. */
class ArgoHealthTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Progressing | {}",
                "Progressing | {observedGeneration: 1, conditions: [{type: Ready, status: 'True', message: of the last edit}]}",
                "Progressing | {observedGeneration: 2, conditions: []}",
                "Progressing | {observedGeneration: 2, phase: Progressing, conditions: [{type: Ready, status: 'False', message: m},"
                        + " {type: Reconciling, status: 'True', message: m}]}",
                // A rollout that serves: not done, and not broken.
                "Progressing | {observedGeneration: 2, phase: Progressing, conditions: [{type: Ready, status: Unknown, message: m}]}",
                "Healthy | {observedGeneration: 2, phase: Ready, conditions: [{type: Ready, status: 'True', message: m}]}",
                // How backups go does not decide about it.
                "Healthy | {observedGeneration: 2, phase: Ready, conditions: [{type: BackupSucceeded, status: 'False', message: b},"
                        + " {type: Ready, status: 'True', message: m}]}",
                "Degraded | {observedGeneration: 2, phase: Stalled, conditions: [{type: Ready, status: 'False', message: m},"
                        + " {type: Stalled, status: 'True', message: create the Secret}]}",
                "Degraded | {observedGeneration: 2, phase: Degraded, conditions: [{type: Ready, status: 'False', message: m}]}",
            })
    void knowsHowALibraryIs(String wanted, String status) throws IOException {
        assertThat(health("PromptLibrary", "{metadata: {generation: 2}, spec: {}, status: " + status + "}"))
                .isEqualTo(wanted);
    }

    @Test
    void knowsALibraryThatNobodyHasLookedAt() throws IOException {
        assertThat(health("PromptLibrary", "{metadata: {generation: 1}, spec: {}}"))
                .isEqualTo("Progressing");
    }

    @Test
    void knowsThatALibraryIsSuspended() throws IOException {
        assertThat(
                        health(
                                "PromptLibrary",
                                "{metadata: {generation: 1}, spec: {suspend: true}, status: {observedGeneration: 1, conditions: []}}"))
                .isEqualTo("Suspended");
    }

    @ParameterizedTest
    @CsvSource({
        "PromptLibraryBackup, Pending, Progressing",
        "PromptLibraryBackup, Complete, Healthy",
        "PromptLibraryBackup, Failed, Degraded",
        "PromptLibraryRestore, GoingBack, Progressing",
        "PromptLibraryRestore, Complete, Healthy",
        "PromptLibraryRestore, Failed, Degraded"
    })
    void knowsHowARequestIs(String kind, String phase, String wanted) throws IOException {
        assertThat(health(kind, "{spec: {library: shop}}")).isEqualTo("Progressing");
        assertThat(health(kind, "{spec: {library: shop}, status: {phase: " + phase + ", message: m}}"))
                .isEqualTo(wanted);
    }

    private static String health(String kind, String object) throws IOException {
        JsonNode script = YAML.readTree(
                        Repository.file("examples/gitops/argocd/health.yaml").toFile())
                .get("data")
                .get("resource.customizations.health.promptlib.dev_" + kind);
        Globals lua = JsePlatform.standardGlobals();
        lua.set("obj", value(YAML.readTree(object)));
        LuaValue health = lua.load(script.asText()).call();
        assertThat(health.get("message").isnil()).as("it says why").isFalse();
        return health.get("status").tojstring();
    }

    private static LuaValue value(JsonNode node) {
        if (node.isObject()) {
            LuaTable table = new LuaTable();
            node.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
            return table;
        } else if (node.isArray()) {
            LuaTable table = new LuaTable();
            node.forEach(element -> table.set(table.length() + 1, value(element)));
            return table;
        } else if (node.isNumber()) {
            return LuaValue.valueOf(node.asInt());
        }
        return node.isBoolean() ? LuaValue.valueOf(node.asBoolean()) : LuaValue.valueOf(node.asText());
    }
}
