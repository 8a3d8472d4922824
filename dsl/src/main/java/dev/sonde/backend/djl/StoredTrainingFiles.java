package dev.sonde.backend.djl;

import dev.sonde.backend.AdapterWeights;
import dev.sonde.backend.AdapterWeights.Update;
import dev.sonde.backend.OptimizerState;
import dev.sonde.backend.TrainingFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads safetensors, and pickles without running them; no engine is started. */
public final class StoredTrainingFiles implements TrainingFiles {

    /** For {@link java.util.ServiceLoader}. */
    public StoredTrainingFiles() {}

    @Override
    public Optional<AdapterWeights> weights(Path folder) {
        if (!Files.isRegularFile(folder.resolve(AdapterFile.SAFETENSORS))
                && !Files.isRegularFile(folder.resolve(AdapterFile.PICKLE))) {
            return Optional.empty();
        }
        AdapterFile file = AdapterFile.open(folder);
        Map<String, StoredTensor> ups = new LinkedHashMap<>();
        Map<String, StoredTensor> downs = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> AdapterPart.of(name).ifPresent(place -> {
            switch (place.part()) {
                case B, TABLE_B -> ups.put(place.module(), tensor);
                case A, TABLE_A -> downs.put(place.module(), tensor);
                default -> {}
            }
        }));
        return Optional.of(new AdapterWeights(
                file.file().getFileName().toString(),
                ups.entrySet().stream()
                        .flatMap(up -> Optional.ofNullable(downs.get(up.getKey()))
                                .map(down -> update(up.getKey(), up.getValue(), down))
                                .stream())
                        .toList()));
    }

    @Override
    public Optional<OptimizerState> optimizer(Path folder) {
        return OptimizerFile.in(folder);
    }

    private static Update update(String module, StoredTensor up, StoredTensor down) {
        long rank = down.shape().isEmpty() ? 0 : down.shape().get(0);
        if (rank < 1 || down.shape().size() != 2 || !up.shape().equals(List.of(up.elements() / rank, rank))) {
            throw ModelFileErrors.tensorDamaged(
                    up.file(), up.name(), "has the shape %s beside %s".formatted(up.shape(), down.shape()));
        }
        float[] b = up.floats();
        float[] a = down.floats();
        long notFinite = notFinite(a) + notFinite(b);
        double second = 0;
        double fourth = 0;
        for (float value : b) {
            double square = (double) value * value;
            second += square;
            fourth += square * square;
        }
        return notFinite > 0
                ? new Update(module, 0, 0, 0, notFinite)
                : new Update(
                        module,
                        new LowRank(a, b, (int) rank, 1).productNorm(),
                        Math.sqrt(second),
                        second > 0 ? fourth / second / second * b.length : 0,
                        0);
    }

    private static long notFinite(float[] values) {
        long count = 0;
        for (float value : values) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }
}
