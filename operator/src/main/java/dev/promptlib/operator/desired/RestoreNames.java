package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.input.Input;
import java.util.List;

/** What the databases are called that a restore moves around. */
public record RestoreNames(String live, String incoming, String kept, List<String> unwanted) {

    /** An undo puts back what another restore has kept; all others load a database of their own. */
    RestoreNames(Input input, PromptLibraryRestore restore, String keptByAnother) {
        this(
                input.spec().database().name(),
                keptByAnother != null ? keptByAnother : "restored_" + RequestedJobs.id(restore),
                "replaced_" + RequestedJobs.id(restore),
                keptByAnother != null ? List.of() : List.of("restored_" + RequestedJobs.id(restore)));
    }
}
