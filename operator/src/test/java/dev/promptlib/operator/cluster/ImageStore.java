package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** How a cluster comes by images that no registry has. */
interface ImageStore {
    /** What an image is built on, as ImageBuild wants it: an archive, or the name in a registry. */
    default String base(String image) throws IOException {
        return image;
    }

    /** Makes the image of an archive known to the nodes. */
    void load(Path archive) throws IOException;

    /** Whether images can be loaded; if not, those of the tests have to be where the cluster pulls from. */
    default boolean canLoad() {
        return true;
    }
}
