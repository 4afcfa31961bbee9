package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.BackupRepository;
import dev.promptlib.operator.api.KeyRef;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** How restic finds its repository and gets in: environment, volumes and mounts. */
final class RepositoryAccess {
    /** Each user of a pod has a cache of its own. */
    static final String CACHE = "RESTIC_CACHE_DIR";

    static final String VOLUME_NAME = "repository";
    private static final String VOLUME = "/repository";
    private static final String SECRETS = "/secrets/";

    private final Owner owner;
    private final BackupRepository repository;

    RepositoryAccess(Input input) {
        this.owner = input.owner();
        this.repository = input.spec().backup().repository();
    }

    /** Backups of several resources may share a bucket: this one's are known by the name. */
    static String host(Owner owner) {
        return owner.namespace() + "." + owner.name();
    }

    List<EnvVar> env() {
        List<EnvVar> env = new ArrayList<>();
        boolean onVolume = repository.volume() != null;
        env.add(Env.value("RESTIC_REPOSITORY", onVolume ? VOLUME : bucket()));
        env.add(Env.value("RESTIC_PASSWORD_FILE", SECRETS + "password/password"));
        env.add(Env.value(CACHE, "/tmp/restic"));
        env.add(Env.value("BACKUP_HOST", host(owner)));
        if (onVolume) {
            env.add(Env.value("VOLUME", VOLUME));
        }
        BackupRepository.S3 s3 = repository.s3();
        if (s3 != null) {
            if (onVolume) {
                env.add(Env.value("COPY_REPOSITORY", bucket()));
            }
            for (String key : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
                env.add(Env.secret(key, s3.credentialsRef().name(), key));
            }
            if (s3.region() != null) {
                env.add(Env.value("AWS_DEFAULT_REGION", s3.region()));
            }
            if (s3.caRef() != null) {
                env.add(Env.value("RESTIC_CACERT", SECRETS + "ca/ca.crt"));
            }
        }
        return env;
    }

    private String bucket() {
        BackupRepository.S3 s3 = repository.s3();
        String prefix = s3.prefix() == null ? owner.namespace() + "/" + owner.name() : s3.prefix();
        return "s3:" + s3.endpoint() + "/" + s3.bucket() + "/" + prefix;
    }

    List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(key(
                "password",
                repository.passwordRef() == null
                        ? new KeyRef(Names.backup(owner), Credentials.PASSWORD)
                        : repository.passwordRef(),
                "password"));
        if (repository.volume() != null) {
            volumes.add(Volumes.claim(VOLUME_NAME, Names.backup(owner)));
        }
        if (repository.s3() != null && repository.s3().caRef() != null) {
            volumes.add(key("ca", repository.s3().caRef(), "ca.crt"));
        }
        return volumes;
    }

    private static Volume key(String name, KeyRef ref, String file) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(ref.name())
                .withDefaultMode(0440)
                .addNewItem()
                .withKey(ref.key())
                .withPath(file)
                .endItem()
                .endSecret()
                .build();
    }

    List<VolumeMount> mounts() {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(Volumes.readOnly("password", SECRETS + "password"));
        if (repository.volume() != null) {
            mounts.add(Volumes.at(VOLUME_NAME, VOLUME));
        }
        if (repository.s3() != null && repository.s3().caRef() != null) {
            mounts.add(Volumes.readOnly("ca", SECRETS + "ca"));
        }
        return mounts;
    }

    /** The port that the bucket's server listens on. */
    static int port(BackupRepository.S3 s3) {
        URI endpoint = URI.create(s3.endpoint());
        return endpoint.getPort() > 0
                ? endpoint.getPort()
                : endpoint.getScheme().equals("https") ? 443 : 80;
    }
}
