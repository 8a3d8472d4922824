package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Draws tensors and writes them as a safetensors file. */
final class RandomTensors {

    private record Entry(float[] values, int[] shape) {}

    private final Random random;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    RandomTensors(Random random) {
        this.random = random;
    }

    /** Normal numbers around {@code mean}. */
    void add(String name, double mean, double deviation, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        entries.put(name, new Entry(values, shape));
    }

    void write(Path file) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = json.createObjectNode();
        int end = 0;
        for (var entry : entries.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
            node.set("shape", json.valueToTree(entry.getValue().shape()));
            int start = end;
            end += 4 * entry.getValue().values().length;
            node.putArray("data_offsets").add(start).add(end);
        }
        String text = header.toString();
        text += " ".repeat(Math.floorMod(-text.length(), 8));
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length() + end).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
        entries.values().forEach(entry -> {
            for (float value : entry.values()) {
                bytes.putFloat(value);
            }
        });
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
