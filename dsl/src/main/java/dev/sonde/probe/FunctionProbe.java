package dev.sonde.probe;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;

/** A probe made of a {@link ProbeFunction}: what the function asks first is what is known in advance. */
record FunctionProbe<S extends ProbeSpec>(ProbeKind<S, PromptEvidence> kind, ProbeFunction<? super S> function)
        implements Probe<S, PromptEvidence> {

    /** Refuses settings that no file could make. */
    FunctionProbe {
        Class<S> type = kind.specType();
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw new IllegalArgumentException("The settings %s of probe kind '%s' use names of other cells or of an "
                            .formatted(type.getSimpleName(), kind.name())
                    + "enclosing class, so that no file can make them. Make what they need properties of their own.");
        }
    }

    @Override
    public List<Evaluation<?>> plan(S spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return List.of();
        }
        try {
            function.measure(spec, new BothViews(spec.name(), context, true));
            return List.of();
        } catch (BothViews.Asked asked) {
            return asked.evaluations();
        }
    }

    @Override
    public ProbeResult<PromptEvidence> run(S spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return ProbeResult.withoutAdapter(spec, kind);
        }
        var concluded = function.measure(spec, new BothViews(spec.name(), context, false));
        return ProbeResult.of(spec, kind, concluded.effect(), concluded.conclusion(), concluded.evidence());
    }

    @Override
    public String toString() {
        return "Probe kind '%s' (%s), settings %s"
                .formatted(
                        kind.name(),
                        kind.category().name().toLowerCase(Locale.ROOT),
                        kind.specType().getSimpleName());
    }
}
