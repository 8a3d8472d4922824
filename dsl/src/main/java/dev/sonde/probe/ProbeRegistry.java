package dev.sonde.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The kinds of probes that are known: those found through {@link ServiceLoader} and those that a program or a notebook
 * cell registered.
 *
 * <p>Safe for several threads.
 */
public final class ProbeRegistry {

    private static final ProbeRegistry SHARED = new ProbeRegistry();

    private final List<Probe<?, ?>> builtIn = new ArrayList<>();
    private final CopyOnWriteArrayList<Probe<?, ?>> registered = new CopyOnWriteArrayList<>();

    private ProbeRegistry() {
        for (Probe<?, ?> probe : ServiceLoader.load(Probe.class, Probe.class.getClassLoader())) {
            builtIn.add(probe);
        }
    }

    /** The registry that suites, files and reports use. */
    public static ProbeRegistry shared() {
        return SHARED;
    }

    /**
     * Makes a kind known. A cell that is run again replaces its own earlier registration: same kind, same simple class
     * name.
     *
     * @throws IllegalArgumentException if another class has the kind's name already; it names both
     */
    public synchronized void register(Probe<?, ?> probe) {
        String name = probe.kind().name();
        find(name).ifPresent(known -> {
            if (builtIn.contains(known)
                    || !known.getClass().getSimpleName().equals(probe.getClass().getSimpleName())) {
                throw new IllegalArgumentException("Probe kind '%s' is taken by %s; %s needs another name"
                        .formatted(
                                name,
                                known.getClass().getName(),
                                probe.getClass().getName()));
            }
            registered.remove(known);
        });
        registered.add(probe);
    }

    /** All known probes, built-in ones first. */
    public List<Probe<?, ?>> all() {
        var all = new ArrayList<>(builtIn);
        all.addAll(registered);
        return List.copyOf(all);
    }

    /** The probe of a kind. */
    public Optional<Probe<?, ?>> find(String kind) {
        return all().stream().filter(probe -> probe.kind().name().equals(kind)).findFirst();
    }

    /**
     * The probe that runs specs of this class.
     *
     * @throws IllegalArgumentException if none does
     */
    @SuppressWarnings("unchecked") // a probe's kind names the class of its specs
    public <S extends ProbeSpec> Probe<S, ?> forSpec(S spec) {
        return (Probe<S, ?>) all().stream()
                .filter(probe -> probe.kind().specType().isInstance(spec))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No registered probe runs a " + spec.getClass().getName() + " (probe '" + spec.name()
                                + "'). Register it with ProbeRegistry.shared().register(...)."));
    }
}
