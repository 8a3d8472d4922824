package dev.sonde.simulation;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.View;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.Score;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A run on a model that is a function, another one for each probe. */
record World(
        Function<String, Function<Evaluation<?>, Score>> worlds,
        String probe,
        View tuned,
        long suiteSeed,
        Optional<NullValues> nulls,
        List<CalibratedProbe<?>> calibratedProbes)
        implements ProbeContext {

    /** One in each of four layers. */
    static final List<String> MODULES = List.of("layers.0.mlp", "layers.1.mlp", "layers.2.mlp", "layers.3.mlp");

    /** Each message ends with {@code |}. */
    private static final ChatTemplate CHAT =
            ChatTemplate.of("{% for message in messages %}{{ message['content'] }}|{% endfor %}", Map.of());

    @Override
    public int topK() {
        return 0;
    }

    @Override
    public <S extends Score> S read(Evaluation<S> evaluation) {
        return evaluation.operation().answers().cast(worlds.apply(probe).apply(evaluation));
    }

    @Override
    public <S extends Score> List<S> readAll(List<Evaluation<S>> evaluations) {
        return evaluations.stream().map(this::read).toList();
    }

    @Override
    public long seed(String purpose) {
        return suiteSeed * 31 + (probe + purpose).hashCode();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ModelCard card() {
        return new ModelCard("made up", "adapter", Map.of(), 1000, 1 << 20);
    }

    @Override
    public List<String> adaptedModules() {
        return MODULES;
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.of(CHAT);
    }

    @Override
    public String tokenText(int tokenId) {
        return "t" + tokenId;
    }

    @Override
    public Optional<NoiseFloor> noiseFloor() {
        return Optional.empty();
    }

    World with(Optional<NullValues> values) {
        return new World(worlds, probe, tuned, suiteSeed, values, calibratedProbes);
    }

    @Override
    public World under(View view, String probeName) {
        return new World(worlds, probeName, view, suiteSeed, Optional.empty(), calibratedProbes);
    }
}
