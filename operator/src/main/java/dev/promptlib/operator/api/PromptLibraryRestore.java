package dev.promptlib.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Asks for a backup to be restored into a PromptLibrary: beside what is there, compared, and only then in its place. It
 * ends in Complete or Failed and never runs again.
 */
@Group(PromptLibrary.GROUP)
@Version(PromptLibrary.VERSION)
@Plural("promptlibraryrestores")
@ShortNames("plrestore")
@Categories("promptlib")
@AdditionalPrinterColumn(name = "Library", jsonPath = ".spec.library", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Status", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.step", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Snapshot", jsonPath = ".status.snapshot", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public class PromptLibraryRestore extends CustomResource<PromptLibraryRestoreSpec, PromptLibraryRestoreStatus>
        implements Namespaced {}
