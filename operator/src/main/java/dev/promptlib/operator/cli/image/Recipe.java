package dev.promptlib.operator.cli.image;

import dev.promptlib.operator.cli.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one image is made.
 *
 * @param name as the manifests have it
 * @param files the folder with the program; its lib/ becomes a layer of its own, which changes least
 */
public record Recipe(String name, Path files, String jar, List<String> environment) {
    public static final String BASE = "eclipse-temurin:25-jre";
    private static final String SMALL =
            "JAVA_TOOL_OPTIONS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60";

    public static Recipe operator(Folders folders) {
        return new Recipe(
                "promptlib/operator:0.1.0",
                folders.checkout().resolve("operator/target/quarkus-app"),
                "quarkus-run.jar",
                List.of());
    }

    public static Recipe app(Folders folders) {
        return new Recipe(
                "promptlib/app:0.1.0",
                folders.checkout().resolve("examples/app/target/app"),
                "app.jar",
                List.of(SMALL));
    }

    /** What is wrong or right with it is called by this. */
    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf(':'));
    }

    /**
     * The name with a tag made of the content: what was rebuilt has another name and so really rolls out, and what has
     * not changed need not be built again to know that.
     */
    public String taggedName(String content) {
        return name + "-" + content;
    }

    /** The arguments for the images program, but for where the image goes. */
    List<String> arguments(String imageName, String base) {
        List<String> arguments = new ArrayList<>(List.of(
                "--name",
                imageName,
                "--base",
                base,
                "--layer",
                files + ":/app:lib/**",
                "--layer",
                files + ":/app:!lib/**",
                "--entrypoint",
                "java,-jar,/app/" + jar,
                "--user",
                "1001:0"));
        environment.forEach(each -> arguments.addAll(List.of("--env", each)));
        return arguments;
    }
}
