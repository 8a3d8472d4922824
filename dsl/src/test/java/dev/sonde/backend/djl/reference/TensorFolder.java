package dev.sonde.backend.djl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All tensors of a folder's safetensors files, widened to double; a vector is a matrix of one row. */
final class TensorFolder {

    private TensorFolder() {}

    static Map<String, double[][]> read(Path folder) {
        Map<String, double[][]> tensors = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> own = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList();
            for (Path file : own) {
                read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), tensors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tensors;
    }

    private static void read(ByteBuffer file, Map<String, double[][]> tensors) throws IOException {
        int header = (int) file.getLong(0);
        byte[] text = new byte[header];
        file.get(8, text);
        JsonNode entries = new ObjectMapper().readTree(text);
        entries.properties().forEach(entry -> {
            String type = entry.getValue().path("dtype").asText();
            if (!entry.getKey().equals("__metadata__") && type.matches("F32|F16|BF16|F64")) {
                tensors.put(entry.getKey(), tensor(file, 8 + header, entry.getValue()));
            }
        });
    }

    private static double[][] tensor(ByteBuffer file, int data, JsonNode entry) {
        JsonNode shape = entry.path("shape");
        int columns = shape.path(shape.size() - 1).asInt();
        int rows = 1;
        for (int i = 0; i < shape.size() - 1; i++) {
            rows *= shape.path(i).asInt();
        }
        String type = entry.path("dtype").asText();
        int size = type.equals("F64") ? 8 : type.equals("F32") ? 4 : 2;
        int at = data + entry.path("data_offsets").path(0).asInt();
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = value(file, at + size * (i * columns + j), type);
            }
        }
        return values;
    }

    private static double value(ByteBuffer file, int at, String type) {
        return switch (type) {
            case "F64" -> file.getDouble(at);
            case "F32" -> file.getFloat(at);
            case "BF16" -> Float.intBitsToFloat(file.getShort(at) << 16);
            default -> half(file.getShort(at));
        };
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double size = exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15);
        return bits < 0 ? -size : size;
    }
}
