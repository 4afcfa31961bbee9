package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.NetworkRules;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Network policies: nothing comes in or goes out but what the stack needs. */
final class Policies {
    private final Input input;
    private final Owner owner;
    private final Flows flows;

    Policies(Input input) {
        this.input = input;
        this.owner = input.owner();
        this.flows = new Flows(owner);
    }

    List<HasMetadata> all() {
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(denyAll());
        if (input.embedsDatabase()) {
            boolean pooled = input.spec().database().pooler() != null;
            List<Part> clients = new ArrayList<>(needing(Need.database));
            clients.add(Part.DATABASE_SETUP);
            if (input.backsUp()) {
                clients.add(Part.BACKUP);
                clients.add(Part.RESTORE);
            }
            if (pooled) {
                clients.add(Part.POOLER);
                policies.add(policy(Names.pooler(owner), Part.POOLER)
                        .editSpec()
                        .withIngress(flows.from(needing(Need.database), DatabaseObjects.PORT))
                        .withEgress(Flows.dns(), flows.to(Part.DATABASE, DatabaseObjects.PORT))
                        .endSpec()
                        .build());
            }
            policies.add(policy(Names.database(owner), Part.DATABASE)
                    .editSpec()
                    .withIngress(flows.from(clients, DatabaseObjects.PORT))
                    .endSpec()
                    .build());
            policies.add(policy(Names.databaseSetup(owner), Part.DATABASE_SETUP)
                    .editSpec()
                    .withEgress(Flows.dns(), flows.to(Part.DATABASE, DatabaseObjects.PORT))
                    .endSpec()
                    .build());
        }
        if (input.embedsCache()) {
            List<Part> clients = new ArrayList<>(needing(Need.cache));
            clients.add(Part.CACHE_SETUP);
            policies.add(policy(Names.cache(owner), Part.CACHE)
                    .editSpec()
                    .withIngress(flows.from(clients, CacheObjects.PORT))
                    .endSpec()
                    .build());
            policies.add(policy(Names.cacheSetup(owner), Part.CACHE_SETUP)
                    .editSpec()
                    .withEgress(Flows.dns(), flows.to(Part.CACHE, CacheObjects.PORT))
                    .endSpec()
                    .build());
        }
        if (input.backsUp()) {
            policies.add(worksOnBackups(Names.backup(owner), Part.BACKUP));
            policies.add(worksOnBackups(Names.backupVerify(owner), Part.BACKUP_VERIFY));
            policies.add(worksOnBackups(Names.restore(owner), Part.RESTORE));
            if (RepositoryKeys.change(input)) {
                policies.add(worksOnBackups(Names.backupKeys(owner), Part.BACKUP_KEYS));
            }
        }
        input.spec().components().forEach(component -> {
            policies.add(of(component));
            if (component.migration() != null) {
                policies.add(migration(component));
            }
        });
        return policies;
    }

    private HasMetadata denyAll() {
        return new NetworkPolicyBuilder()
                .withMetadata(owner.child(owner.name() + "-deny-all", Part.SHARED))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.instance(owner))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
    }

    private HasMetadata worksOnBackups(String name, Part part) {
        List<NetworkPolicyEgressRule> egress = new ArrayList<>(List.of(Flows.dns()));
        var s3 = input.spec().backup().repository().s3();
        if (s3 != null) {
            egress.add(Flows.toPort(String.valueOf(RepositoryAccess.port(s3))));
        }
        if ((part == Part.BACKUP || part == Part.RESTORE) && input.embedsDatabase()) {
            egress.add(flows.to(Part.DATABASE, DatabaseObjects.PORT));
        } else if (part == Part.BACKUP && input.hasDatabase()) {
            egress.add(Flows.toPort(Connections.of(input, Need.database).get("PGPORT")));
        }
        return policy(name, part).editSpec().withEgress(egress).endSpec().build();
    }

    private HasMetadata of(Component component) {
        List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
        if (component.port() != null) {
            Collection<Integer> ports = Ports.of(component).values();
            ingress.add(flows.from(partsOf(input.spec().components().stream()), ports));
            NetworkRules rules = input.spec().networkPolicy();
            if (rules.allowFrom() != null && !rules.allowFrom().isEmpty()) {
                ingress.add(new NetworkPolicyIngressRuleBuilder()
                        .withFrom(rules.allowFrom())
                        .withPorts(Flows.ports(ports))
                        .build());
            } else if (rules.allowFrom() == null && exposed(component)) {
                ingress.add(new NetworkPolicyIngressRuleBuilder()
                        .withPorts(Flows.port(component.port()))
                        .build());
            }
        }
        return policy(Names.component(owner, component), Part.of(component))
                .editSpec()
                .withIngress(ingress)
                .withEgress(egress(component))
                .endSpec()
                .build();
    }

    private HasMetadata migration(Component component) {
        Part part = Part.migrationOf(component.name());
        return policy(Names.component(owner, component) + "-migrate", part)
                .editSpec()
                .withEgress(egress(component))
                .endSpec()
                .build();
    }

    private boolean exposed(Component component) {
        return input.spec().exposure() != null
                && input.spec().exposure().paths().stream()
                        .anyMatch(p -> p.component().equals(component.name()));
    }

    private List<NetworkPolicyEgressRule> egress(Component component) {
        List<NetworkPolicyEgressRule> egress = new ArrayList<>();
        egress.add(Flows.dns());
        if (input.gives(component, Need.database)) {
            if (input.embedsDatabase()) {
                egress.add(flows.to(Part.DATABASE, DatabaseObjects.PORT));
                if (input.spec().database().pooler() != null) {
                    egress.add(flows.to(Part.POOLER, DatabaseObjects.PORT));
                }
            } else {
                egress.add(Flows.toPort(Connections.of(input, Need.database).get("PGPORT")));
            }
        }
        if (input.gives(component, Need.cache)) {
            egress.add(
                    input.embedsCache()
                            ? flows.to(Part.CACHE, CacheObjects.PORT)
                            : Flows.toPort(Connections.of(input, Need.cache).get("REDIS_PORT")));
        }
        input.spec().components().stream()
                .filter(other -> other.port() != null)
                .forEach(other ->
                        egress.add(flows.to(Part.of(other), Ports.of(other).values())));
        egress.addAll(input.spec().networkPolicy().allowTo());
        return egress;
    }

    private List<Part> needing(Need need) {
        return partsOf(input.spec().components().stream().filter(component -> input.gives(component, need)));
    }

    /** The components' pods, and those of their migrations. */
    private static List<Part> partsOf(Stream<Component> components) {
        return components
                .flatMap(component -> component.migration() == null
                        ? Stream.of(Part.of(component))
                        : Stream.of(Part.of(component), Part.migrationOf(component.name())))
                .toList();
    }

    private NetworkPolicyBuilder policy(String name, Part part) {
        return new NetworkPolicyBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec();
    }
}
