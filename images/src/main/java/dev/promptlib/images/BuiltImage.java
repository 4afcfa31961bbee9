package dev.promptlib.images;

/**
 * What a build made.
 *
 * @param name the name in the archive or the registry
 * @param digest of the manifest, as a registry names it
 * @param id of the configuration, as {@code docker images} and {@code crictl images} show it
 */
public record BuiltImage(String name, String digest, String id) {}
