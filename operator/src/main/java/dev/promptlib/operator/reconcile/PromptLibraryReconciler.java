package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.apply.Applier;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.apply.CredentialStore;
import dev.promptlib.operator.apply.CredentialsLost;
import dev.promptlib.operator.apply.InputReader;
import dev.promptlib.operator.apply.NotOurs;
import dev.promptlib.operator.apply.Pruner;
import dev.promptlib.operator.apply.RandomText;
import dev.promptlib.operator.apply.RotatedSecrets;
import dev.promptlib.operator.config.OperatorConfig;
import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.Validation;
import dev.promptlib.operator.observe.Observation;
import dev.promptlib.operator.observe.Observer;
import dev.promptlib.operator.rotate.Wish;
import dev.promptlib.operator.status.Round;
import dev.promptlib.operator.status.Statuses;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Brings the cluster to what a PromptLibrary says, and its status to what the cluster is. */
@ControllerConfiguration(
        name = "promptlibrary",
        finalizerName = Finalizer.NAME,
        fieldManager = Labels.MANAGER,
        // An annotation is asked for too; the operator's own status is not.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = AskedFor.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.HOURS))
public class PromptLibraryReconciler implements Reconciler<PromptLibrary>, Cleaner<PromptLibrary> {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Logger LOG = Logger.getLogger(PromptLibraryReconciler.class);

    private final ChildCaches children = new ChildCaches();
    private final RestoreCache restores = new RestoreCache();
    private final Measures measures;
    private final Applier applier;
    private final Releases releases;
    private final Rollout rollout;
    private final Advance advance;
    private final Rotator rotator;
    private final InputReader inputs;
    private final Observer observer;
    private final StatusWriter<PromptLibrary, PromptLibraryStatus> statuses;
    private final Upgrades upgrades;
    private final Farewell farewell;
    private final Finalizer finalizer;
    private final Announcer announcer;
    private final EndingNamespaces endingNamespaces = new EndingNamespaces();

    @Inject
    PromptLibraryReconciler(KubernetesClient client, OperatorConfig config, Measures measures) {
        this.measures = measures;
        this.applier = new Applier(client);
        this.inputs = new InputReader(children, new CredentialStore(client, new RandomText()));
        this.observer = new Observer(children);
        SafetyBackups backups = new SafetyBackups(children);
        this.releases = new Releases(children, observer, backups);
        this.rollout =
                new Rollout(applier, new Pruner(client, applier), children, backups, new Waves(2 * config.threads()));
        this.rotator = new Rotator(new RotatedSecrets(client, children), new RandomText());
        this.statuses = new StatusWriter<>(client, PromptLibrary::new);
        this.advance = new Advance(releases, rollout, statuses);
        this.upgrades = new Upgrades(client, restores);
        this.farewell = new Farewell(client, children);
        this.finalizer = new Finalizer(client);
        this.announcer = new Announcer(client, config.pod());
    }

    @Override
    public List<EventSource<?, PromptLibrary>> prepareEventSources(EventSourceContext<PromptLibrary> context) {
        List<EventSource<?, PromptLibrary>> sources = new ArrayList<>(children.open(context));
        sources.add(restores.open(context));
        return sources;
    }

    @Override
    public UpdateControl<PromptLibrary> reconcile(PromptLibrary resource, Context<PromptLibrary> context) {
        MDC.put(
                "reconcileId",
                Checksum.of(resource.getMetadata().getUid() + System.nanoTime()).substring(0, 8));
        ApplyReport report = new ApplyReport();
        var timer = measures.start();
        try {
            return maintain(resource, report);
        } finally {
            report.summary().ifPresent(LOG::info);
            measures.finished(timer, Owner.of(resource), report);
            MDC.remove("reconcileId");
        }
    }

    private UpdateControl<PromptLibrary> maintain(PromptLibrary resource, ApplyReport report) {
        if (endingNamespaces.have(resource)) {
            return UpdateControl.noUpdate();
        }
        long generation = resource.getMetadata().getGeneration();
        if (statuses.current(resource) == null) {
            statuses.write(resource, Statuses.accepted(generation, now()));
        }
        PromptLibraryStatus before = statuses.current(resource);
        Input input = read(resource);
        List<Problem> problems = new ArrayList<>(Validation.problems(input));
        Wish wish = Rotator.wish(resource, problems);
        Optional<ReleasePlan> plan = Optional.empty();
        String digest = before.applied();
        if (problems.isEmpty() && !input.spec().suspend()) {
            try {
                input = inputs.withCredentials(input, report);
                plan = releases.plan(resource, input, before.release(), problems, now());
            } catch (CredentialsLost e) {
                problems.add(new Problem("spec.database", Reason.CredentialsLost, e.getMessage()));
            } catch (NotOurs e) {
                problems.add(new Problem("metadata.name", Reason.NameTaken, e.getMessage()));
            } catch (KubernetesClientException e) {
                // Without its passwords nothing can be applied; the status must say so.
                report.add("Secrets of generated passwords", e);
            }
        }
        if (plan.isPresent()) {
            Advance.Reached reached = advance.from(plan.get(), resource, before, report);
            plan = Optional.of(reached.plan());
            digest = reached.digest();
            input = reached.plan().inForce();
            upgrades.carryOut(reached.plan(), report).ifPresent(problems::add);
        }
        if (report.namespaceEnds()) {
            endingNamespaces.add(resource);
            return UpdateControl.noUpdate();
        }
        // New secrets are told together with the release that takes them to the pods.
        Observation seen = observer.observe(input);
        List<RotationStatus> rotation = rotator.status(input, seen);
        Round round = new Round(
                input,
                generation,
                seen,
                problems,
                report,
                plan.map(p -> p.course().state()).orElse(before.release()),
                rotation,
                digest,
                null,
                before,
                now());
        PromptLibraryStatus after = Statuses.of(round);
        statuses.write(resource, after);
        announcer.announce(resource, before, after, report.repaired());
        measures.status(input.owner(), after, generation);
        boolean turned = plan.filter(p -> rotator.carryOut(p, wish, seen)).isPresent();
        if (!report.failures().isEmpty()) {
            throw new IncompleteReconcile(report.failures());
        }
        if (turned) {
            return UpdateControl.<PromptLibrary>noUpdate().rescheduleAfter(AT_ONCE);
        }
        return NextLook.at(plan, rollout.nextLook(input, seen), plan.flatMap(rotator::nextLook))
                .map(delay -> UpdateControl.<PromptLibrary>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(PromptLibrary resource, Context<PromptLibrary> context) {
        if (finalizer.isRemoved(resource)) {
            return DeleteControl.noFinalizerRemoval();
        }
        Input input = read(resource);
        if (!farewell.carryOut(resource, input, words -> say(resource, input, words))) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(Duration.ofSeconds(30));
        }
        forget(resource, input.owner());
        finalizer.remove(resource);
        return DeleteControl.noFinalizerRemoval();
    }

    private Input read(PromptLibrary resource) {
        Input input = inputs.read(resource);
        return input.hold(restores.hold(input.owner()));
    }

    private void say(PromptLibrary resource, Input input, String words) {
        long generation = resource.getMetadata().getGeneration();
        Observation seen = observer.observe(input);
        Round round = new Round(
                input,
                generation,
                seen,
                List.of(),
                new ApplyReport(),
                Optional.ofNullable(statuses.current(resource))
                        .map(PromptLibraryStatus::release)
                        .orElse(null),
                rotator.status(input, seen),
                null,
                words,
                statuses.current(resource),
                now());
        PromptLibraryStatus after = Statuses.of(round);
        statuses.write(resource, after);
        measures.status(input.owner(), after, generation);
    }

    private void forget(PromptLibrary resource, Owner owner) {
        applier.forget(owner);
        statuses.forget(resource);
        measures.forget(owner);
        endingNamespaces.forget(resource);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
