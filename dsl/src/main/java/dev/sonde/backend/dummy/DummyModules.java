package dev.sonde.backend.dummy;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The modules of an adapter that does not exist.
 *
 * @param shares of the shift from base to fine-tuned, by module; together 1, or none
 */
record DummyModules(Map<String, Double> shares) {

    /**
     * Copies {@code shares} in their order.
     *
     * @throws IllegalArgumentException if they do not add up to 1
     */
    DummyModules {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!shares.isEmpty() && !(Math.abs(sum - 1) < 1e-9)) { // also refuses NaN
            throw new IllegalArgumentException("Shares of " + shares.size() + " modules add up to " + sum + ", not 1");
        }
    }

    List<String> names() {
        return List.copyOf(shares.keySet());
    }

    /**
     * The view that a part of the adapter amounts to: the fine-tuned one as strong as the shares of the modules in it; all
     * of them as strong as it is, none not at all, whatever rounding makes of the sum. Other views as they are.
     *
     * @throws dev.sonde.backend.BackendException if there is no such module, or the part is one of another view's
     */
    View asStrength(View view) {
        if (view instanceof View.Repeated repeated) {
            return new View.Repeated(asStrength(repeated.of()), repeated.occasion());
        }
        if (!(view instanceof View.Partial partial)) {
            return view;
        }
        for (String module : partial.modules()) {
            if (!shares.containsKey(module)) {
                throw BackendErrors.moduleUnknown(module, shares.keySet());
            }
        }
        var kept = new ArrayList<>(shares.keySet());
        kept.removeIf(module -> partial.modules().contains(module) != partial.only());
        if (kept.isEmpty() || kept.size() == shares.size()) {
            return kept.isEmpty() ? View.BASE : partial.of();
        }
        if (!(partial.of() instanceof View.FineTuned)) {
            throw BackendErrors.partUnknown(partial);
        }
        return new View.Scaled(kept.stream()
                .mapToDouble(module -> Objects.requireNonNull(shares.get(module)))
                .sum());
    }
}
