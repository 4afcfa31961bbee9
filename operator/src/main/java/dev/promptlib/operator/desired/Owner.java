package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** The resource that children belong to: all of it that a child needs to know. */
public record Owner(String name, String namespace, String uid) {

    public static Owner of(PromptLibrary resource) {
        ObjectMeta metadata = resource.getMetadata();
        return new Owner(metadata.getName(), metadata.getNamespace(), metadata.getUid());
    }

    /** Metadata of a child that goes with the resource. */
    ObjectMeta child(String childName, Part part) {
        return data(childName, part)
                .edit()
                .addNewOwnerReference()
                .withApiVersion(PromptLibrary.GROUP + "/" + PromptLibrary.VERSION)
                .withKind("PromptLibrary")
                .withName(name)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }

    /** Metadata of a child that belongs to no part. */
    public ObjectMeta shared(String childName) {
        return child(childName, Part.SHARED);
    }

    /** Metadata of generated passwords, which are data too. */
    public ObjectMeta credentials(String childName) {
        return data(childName, Part.SHARED);
    }

    /** Metadata of a child that holds data: without an owner, so that no garbage collector ever takes it. */
    ObjectMeta data(String childName, Part part) {
        return new ObjectMetaBuilder()
                .withName(childName)
                .withNamespace(namespace)
                .withLabels(Labels.of(this, part))
                .build();
    }
}
