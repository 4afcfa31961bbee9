package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** What becomes of a pod that no node runs. The tag of an image says so: app:2-unready never becomes ready. */
enum Fate {
    WORKS("Running", "True", "'ready':true,'restartCount':0,'state':{'running':{'startedAt':'NOW'}}"),
    UNREADY("Running", "False", "'ready':false,'restartCount':0,'state':{'running':{'startedAt':'NOW'}}"),
    NOIMAGE(
            "Pending",
            "False",
            "'ready':false,'restartCount':0,'state':{'waiting':{'reason':'ImagePullBackOff','message':'no such image'}}"),
    CRASHES(
            "Running",
            "False",
            "'ready':false,'restartCount':3,'state':{'waiting':{'reason':'CrashLoopBackOff'}},'lastState':{'terminated':"
                    + "{'exitCode':2,'reason':'Error','message':'DB_POOL_SIZE is no number','startedAt':'NOW',"
                    + "'finishedAt':'NOW'}}"),
    ENDS(
            "Succeeded",
            "False",
            "'ready':false,'restartCount':0,'state':{'terminated':{'exitCode':0,'reason':'Completed','startedAt':'NOW',"
                    // What the scripts of the backups tell at their end; to others it means nothing.
                    + "'message':'{\\\"snapshot\\\":\\\"5f4755bc\\\",\\\"run\\\":\\\"r1\\\"}','finishedAt':'NOW'}}"),
    FAILS(
            "Failed",
            "False",
            "'ready':false,'restartCount':0,'state':{'terminated':{'exitCode':1,'reason':'Error',"
                    + "'message':'column title is missing','startedAt':'NOW','finishedAt':'NOW'}}");

    private final String phase;
    private final String ready;
    private final String container;

    Fate(String phase, String ready, String container) {
        this.phase = phase;
        this.ready = ready;
        this.container = container;
    }

    static Fate of(Pod pod) {
        String image = pod.getSpec().getContainers().get(0).getImage();
        if ("Never".equals(pod.getSpec().getRestartPolicy())) {
            return image.endsWith("-fails") ? FAILS : ENDS;
        }
        for (Fate fate : values()) {
            if (image.endsWith("-" + fate.name().toLowerCase(java.util.Locale.ROOT))) {
                return fate;
            }
        }
        return WORKS;
    }

    /** As a merge patch. */
    String status(Pod pod) {
        String containers =
                pod.getSpec().getContainers().stream().map(this::status).collect(Collectors.joining(","));
        return ("{'status':{'phase':'%1$s','startTime':'NOW','conditions':["
                        + "{'type':'Ready','status':'%2$s','lastTransitionTime':'NOW'},"
                        + "{'type':'ContainersReady','status':'%2$s','lastTransitionTime':'NOW'}],"
                        + "'containerStatuses':[%3$s]}}")
                .formatted(phase, ready, containers)
                .replace("NOW", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace('\'', '"');
    }

    private String status(Container of) {
        return "{'name':'%s','image':'%s','imageID':'',%s}".formatted(of.getName(), of.getImage(), container);
    }
}
