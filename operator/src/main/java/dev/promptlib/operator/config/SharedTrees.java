package dev.promptlib.operator.config;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Keeps trees of maps, lists and text once that are equal, and so their equal parts. */
final class SharedTrees {
    private final Map<Object, WeakReference<Object>> known = new WeakHashMap<>();

    /** The parts first, so that trees that are equal hold the same parts. */
    synchronized Object share(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> parts = new HashMap<>(map);
            parts.replaceAll((name, part) -> share(part));
            return parts.containsValue(null) ? parts : kept(Map.copyOf(parts));
        }
        if (tree instanceof List<?> list) {
            List<Object> parts = new ArrayList<>(list);
            parts.replaceAll(this::share);
            return parts.contains(null) ? parts : kept(List.copyOf(parts));
        }
        return tree instanceof String text ? text.intern() : tree;
    }

    private Object kept(Object compact) {
        WeakReference<Object> earlier = known.get(compact);
        Object kept = earlier == null ? null : earlier.get();
        if (kept == null) {
            known.put(compact, new WeakReference<>(compact));
            return compact;
        }
        return kept;
    }
}
