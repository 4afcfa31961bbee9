package dev.promptlib.operator.cli.image;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the images program of the checkout. */
record Builder(Folders folders) {
    void writeTo(Path archive, Recipe recipe, String name, String base) {
        run(recipe, name, base, List.of("--out", archive.toString()));
    }

    void push(Recipe recipe, String name) {
        run(recipe, name, Recipe.BASE, List.of("--push"));
    }

    private void run(Recipe recipe, String name, String base, List<String> target) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                folders.checkout().resolve("images/target/images/images.jar").toString()));
        command.addAll(recipe.arguments(name, base));
        command.addAll(target);
        Program.Result result = Program.of(command).run();
        if (!result.ok()) {
            throw Failure.of(
                    "the image " + name + " could not be built: "
                            + result.lastLine().replaceFirst("^images: ", ""),
                    "up goes on from here when that is put right");
        }
    }
}
