package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where backups are kept: a volume, S3, or both, where S3 holds a copy off site. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.volume) || has(self.s3)",
        message = "a repository needs a place: set volume, s3, or both")
public record BackupRepository(
        @JsonPropertyDescription("A volume of this cluster.") VolumeSize volume,
        @JsonPropertyDescription("A bucket of S3 or of a server that speaks its protocol. Beside a volume it holds a"
                        + " copy of it.")
                S3 s3,
        @JsonPropertyDescription("The password that backups are encrypted with. Default: one is generated into the"
                        + " Secret RESOURCE-backup. Without it no backup can ever be read: keep it elsewhere too.")
                KeyRef passwordRef) {

    /** A bucket. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record S3(
            @JsonPropertyDescription("Where the server answers, as in https://s3.eu-central-1.amazonaws.com.")
                    @Required
                    @Size(max = 253) @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]+)?$") String endpoint,
            @JsonPropertyDescription("The bucket. It has to exist.")
                    @Required
                    @Pattern("^[a-z0-9][a-z0-9.-]+[a-z0-9]$") @Size(max = 63) String bucket,
            @JsonPropertyDescription("The path in the bucket. Default: NAMESPACE/RESOURCE.")
                    @Size(min = 1, max = 253) @Pattern("^[A-Za-z0-9][A-Za-z0-9._/-]*$") String prefix,
            @JsonPropertyDescription("The region, where the server wants one.") @Size(min = 1, max = 63) String region,
            @JsonPropertyDescription("The Secret with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.") @Required
                    NameRef credentialsRef,
            @JsonPropertyDescription("The certificate of the authority that signed the server's, where it is a private"
                            + " one.")
                    KeyRef caRef) {}
}
