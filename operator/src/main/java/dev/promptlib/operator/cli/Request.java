package dev.promptlib.operator.cli;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** A request that the operator carries out, from its making to its end. */
record Request<R extends CustomResource<?, S>, S>(Target target, Terminal terminal, String subject, R made) {

    static <R extends CustomResource<?, S>, S> Request<R, S> make(
            Target target, Terminal terminal, String subject, R wanted) {
        wanted.setMetadata(new ObjectMetaBuilder()
                .withGenerateName(target.name() + "-")
                .withNamespace(target.namespace())
                .build());
        R made = target.client().resource(wanted).create();
        terminal.line(subject, "asked for as " + made.getMetadata().getName() + "; Ctrl-C does not stop it");
        return new Request<>(target, terminal, subject, made);
    }

    String name() {
        return made.getMetadata().getName();
    }

    S toTheEnd(Duration limit, Predicate<S> ended, Function<S, String> words) {
        return new UntilEnded<S>(
                        this::status,
                        status -> status != null && ended.test(status),
                        status -> status == null ? "" : words.apply(status))
                .within(
                        limit,
                        now -> terminal.line(subject, now),
                        "kubectl describe " + made.getSingular() + " " + name() + " shows how it goes on");
    }

    private S status() {
        R now = target.client().resource(made).get();
        if (now == null) {
            throw Failure.of(
                    "the request " + name() + " is gone, deleted by somebody else",
                    "promptlib status shows what has come of it");
        }
        return now.getStatus();
    }
}
