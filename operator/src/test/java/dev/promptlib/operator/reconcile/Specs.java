package dev.promptlib.operator.reconcile;

/** Specs that several tests use. */
public final class Specs {
    /** One component and no engines. */
    public static final String BARE =
            """
            profile: development
            components:
              - { name: app, image: "example/app:1.0", port: 8000, pod: { runAsUser: 1000 } }
            database: { engine: None }
            cache: { engine: None }
            """;

    /** One component with everything that is there without asking. */
    public static final String SMALL =
            """
            profile: staging
            components:
              - { name: app, image: "example/app:1.0", port: 8000, pod: { runAsUser: 1000 } }
            secrets: { generate: [{ name: JWT_SECRET, encoding: Base64 }] }
            update: { settleSeconds: 1 }
            """;

    /** An object of every kind. */
    public static final String RICH =
            """
            profile: production
            components:
              - name: backend
                image: example/backend:2.1
                port: 8000
                health: { path: /health, livenessPath: /live }
                secretsAs: Files
                env: [{ name: LOG_LEVEL, value: warn }]
                config:
                  - { name: system, mountPath: /app/config, files: { auth.yaml: "authentication: {}" } }
                  - { name: live, mountPath: /app/live, reload: Live, files: { app.yaml: "title: Shop" } }
                autoscaling: { min: 2, max: 6, cpu: 70 }
                pod: { runAsUser: 1000 }
              - name: frontend
                image: example/frontend:2.1
                port: 3000
                needs: []
                pod: { runAsUser: 1000 }
              - name: files
                image: example/files:2.1
                port: 9000
                needs: [secrets]
                storage: [{ name: data, mountPath: /data, size: 1Gi }]
                pod: { runAsUser: 1000 }
            database:
              pooler: {}
            cache:
              persistence: { size: 1Gi }
            secrets:
              generate: [{ name: JWT_SECRET, encoding: Base64 }]
            update: { settleSeconds: 1 }
            exposure:
              host: shop.example.com
            """;

    /** What RICH can become so that an object of every kind that may go is no longer wanted. */
    public static final String SLIM =
            """
            profile: production
            replicas: 1
            components:
              - { name: backend, image: "example/backend:2.1", port: 8000, pod: { runAsUser: 1000 } }
            database:
              pooler: {}
              extensions: [uuid-ossp]
            cache:
              persistence: { size: 1Gi }
            secrets:
              generate: [{ name: JWT_SECRET, encoding: Base64 }]
            backup: { enabled: false }
            update: { settleSeconds: 1 }
            """;

    private Specs() {}
}
