package dev.promptlib.operator.release;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The images of a release with their digests, as pods tell them. */
final class Pulled {
    private Pulled() {}

    static Map<String, String> images(Release release, Seen seen) {
        Map<String, String> images = new TreeMap<>();
        for (Release.Piece piece : release.pieces()) {
            String image = piece.component().image();
            images.put(
                    piece.name(),
                    seen.podsOf(piece).stream()
                            .map(Seen.PodSeen::image)
                            .filter(Objects::nonNull)
                            .filter(id -> id.contains("@sha256:") && !image.contains("@"))
                            .map(id -> image + id.substring(id.indexOf('@')))
                            .sorted()
                            .findFirst()
                            .orElse(image));
        }
        return images;
    }
}
