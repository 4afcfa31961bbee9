package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.NetworkRules;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Network policies: nothing comes in or goes out but what the stack needs. */
final class Policies {
    private final Input input;
    private final Owner owner;

    Policies(Input input) {
        this.input = input;
        this.owner = input.owner();
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
                        .withIngress(from(needing(Need.database), DatabaseObjects.PORT))
                        .withEgress(dns().build(), to(Part.DATABASE, DatabaseObjects.PORT))
                        .endSpec()
                        .build());
            }
            policies.add(policy(Names.database(owner), Part.DATABASE)
                    .editSpec()
                    .withIngress(from(clients, DatabaseObjects.PORT))
                    .endSpec()
                    .build());
            policies.add(policy(Names.databaseSetup(owner), Part.DATABASE_SETUP)
                    .editSpec()
                    .withEgress(dns().build(), to(Part.DATABASE, DatabaseObjects.PORT))
                    .endSpec()
                    .build());
        }
        if (input.embedsCache()) {
            List<Part> clients = new ArrayList<>(needing(Need.cache));
            clients.add(Part.CACHE_SETUP);
            policies.add(policy(Names.cache(owner), Part.CACHE)
                    .editSpec()
                    .withIngress(from(clients, CacheObjects.PORT))
                    .endSpec()
                    .build());
            policies.add(policy(Names.cacheSetup(owner), Part.CACHE_SETUP)
                    .editSpec()
                    .withEgress(dns().build(), to(Part.CACHE, CacheObjects.PORT))
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
        List<NetworkPolicyEgressRule> egress = new ArrayList<>(List.of(dns().build()));
        var s3 = input.spec().backup().repository().s3();
        if (s3 != null) {
            egress.add(toPort(String.valueOf(RepositoryAccess.port(s3))));
        }
        if ((part == Part.BACKUP || part == Part.RESTORE) && input.embedsDatabase()) {
            egress.add(to(Part.DATABASE, DatabaseObjects.PORT));
        } else if (part == Part.BACKUP && input.hasDatabase()) {
            egress.add(toPort(Connections.of(input, Need.database).get("PGPORT")));
        }
        return policy(name, part).editSpec().withEgress(egress).endSpec().build();
    }

    private HasMetadata of(Component component) {
        List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
        if (component.port() != null) {
            ingress.add(from(partsOf(input.spec().components().stream()), component.port()));
            NetworkRules rules = input.spec().networkPolicy();
            if (rules.allowFrom() != null && !rules.allowFrom().isEmpty()) {
                ingress.add(new NetworkPolicyIngressRuleBuilder()
                        .withFrom(rules.allowFrom())
                        .withPorts(port(component.port()))
                        .build());
            } else if (rules.allowFrom() == null && exposed(component)) {
                ingress.add(new NetworkPolicyIngressRuleBuilder()
                        .withPorts(port(component.port()))
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
        egress.add(dns().build());
        if (input.gives(component, Need.database)) {
            if (input.embedsDatabase()) {
                egress.add(to(Part.DATABASE, DatabaseObjects.PORT));
                if (input.spec().database().pooler() != null) {
                    egress.add(to(Part.POOLER, DatabaseObjects.PORT));
                }
            } else {
                egress.add(toPort(Connections.of(input, Need.database).get("PGPORT")));
            }
        }
        if (input.gives(component, Need.cache)) {
            egress.add(
                    input.embedsCache()
                            ? to(Part.CACHE, CacheObjects.PORT)
                            : toPort(Connections.of(input, Need.cache).get("REDIS_PORT")));
        }
        input.spec().components().stream()
                .filter(other -> other.port() != null)
                .forEach(other -> egress.add(to(Part.of(other), other.port())));
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

    private NetworkPolicyIngressRule from(List<Part> parts, int port) {
        NetworkPolicyIngressRuleBuilder rule = new NetworkPolicyIngressRuleBuilder().withPorts(port(port));
        parts.forEach(part -> rule.addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endPodSelector()
                .endFrom());
        return rule.build();
    }

    private NetworkPolicyEgressRule to(Part part, int port) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endPodSelector()
                .endTo()
                .withPorts(port(port))
                .build();
    }

    /** An external server is known by a name that may change its address, so only the port can be held fast. */
    private static NetworkPolicyEgressRule toPort(String port) {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port(Integer.parseInt(port)))
                .build();
    }

    /** A cluster's DNS may be pods or an address of the node, so only the port can be held fast. */
    private static NetworkPolicyEgressRuleBuilder dns() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(
                        port(53),
                        new NetworkPolicyPortBuilder()
                                .withProtocol("UDP")
                                .withPort(new IntOrString(53))
                                .build());
    }

    private static NetworkPolicyPort port(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .build();
    }
}
