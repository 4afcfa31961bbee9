package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
            GET    | /api/v1/namespaces/a/pods                                  | list pods                        | a  | ''
            GET    | /api/v1/pods?watch=true&resourceVersion=5                  | watch pods                       | '' | ''
            GET    | /api/v1/namespaces/a/configmaps/c                          | get configmaps                   | a  | c
            GET    | /api/v1/namespaces                                         | list namespaces                  | '' | ''
            GET    | /api/v1/namespaces/a                                       | get namespaces                   | '' | a
            PUT    | /api/v1/namespaces/a/finalize                              | update namespaces/finalize       | '' | a
            POST   | /api/v1/namespaces/a/pods/p/exec?command=ls                | create pods/exec                 | a  | p
            PATCH  | /apis/apps/v1/namespaces/a/deployments/d                   | patch deployments.apps           | a  | d
            PATCH  | /apis/promptlib.dev/v1alpha1/namespaces/a/promptlibraries/p/status | patch promptlibraries/status.promptlib.dev | a | p
            DELETE | /apis/batch/v1/namespaces/a/jobs                           | deletecollection jobs.batch      | a  | ''
            PUT    | /apis/coordination.k8s.io/v1/namespaces/a/leases/l         | update leases.coordination.k8s.io | a | l
            GET    | /apis/apps/v1                                              | get /apis/apps/v1                | '' | ''
            GET    | /version                                                   | get /version                     | '' | ''
            """)
    void readsWhatAPathAsks(String method, String uri, String permission, String namespace, String name) {
        ApiRequest request = ApiRequest.of(method, uri);

        assertThat(request.permission()).hasToString(permission);
        assertThat(request.namespace()).isEqualTo(namespace);
        assertThat(request.name()).isEqualTo(name);
    }
}
