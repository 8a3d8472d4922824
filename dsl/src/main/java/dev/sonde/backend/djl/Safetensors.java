package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a safetensors file, checked before a byte of data is touched.
 *
 * <p>Format: eight bytes little-endian header length, a JSON header {@code {name: {dtype, shape, data_offsets}}}, the
 * data. Files come from anywhere: every length and offset is checked against the file.
 *
 * @param file the file
 * @param tensors by name, in the header's order
 */
record Safetensors(Path file, Map<String, StoredTensor> tensors) {

    private static final long LONGEST_HEADER = 100L << 20;

    /**
     * Reads the header of {@code file}.
     *
     * @throws dev.sonde.backend.BackendException if the file is damaged, naming file and tensor
     */
    static Safetensors open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw ModelFileErrors.damaged(file, "it has only " + size + " bytes");
            }
            long headerLength = read(channel, 0, 8).getLong();
            if (headerLength < 2 || headerLength > LONGEST_HEADER || headerLength > size - 8) {
                throw ModelFileErrors.damaged(
                        file, "its header length is " + headerLength + " in a file of " + size + " bytes");
            }
            JsonNode header = header(file, read(channel, 8, (int) headerLength).array());
            return new Safetensors(file, tensors(file, header, 8 + headerLength, size));
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file ends inside its header");
            }
        }
        return bytes.flip();
    }

    private static JsonNode header(Path file, byte[] bytes) {
        try {
            JsonNode header = Json.object(bytes);
            if (header.isObject()) {
                return header;
            }
        } catch (IOException notJson) {
            throw ModelFileErrors.damaged(file, "its header is not valid JSON");
        }
        throw ModelFileErrors.damaged(file, "its header is not a JSON object");
    }

    private static Map<String, StoredTensor> tensors(Path file, JsonNode header, long dataStart, long size) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        header.properties().forEach(entry -> {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), dataStart, size));
            }
        });
        refuseOverlaps(file, tensors);
        return tensors;
    }

    private static StoredTensor tensor(Path file, String name, JsonNode entry, long dataStart, long size) {
        String dtype = entry.path("dtype").asText();
        StoredType type = StoredType.named(dtype)
                .orElseThrow(() -> ModelFileErrors.tensorDamaged(file, name, "has the unknown type '" + dtype + "'"));
        JsonNode offsets = entry.path("data_offsets");
        if (offsets.size() != 2
                || !offsets.path(0).isIntegralNumber()
                || !offsets.path(1).isIntegralNumber()) {
            throw ModelFileErrors.tensorDamaged(file, name, "has the data_offsets " + offsets);
        }
        long begin = offsets.path(0).longValue();
        long end = offsets.path(1).longValue();
        if (begin < 0 || end < begin || end > size - dataStart) {
            throw ModelFileErrors.tensorDamaged(
                    file,
                    name,
                    "lies at bytes %d to %d of %d bytes of data; the file is cut short or its header is wrong"
                            .formatted(begin, end, size - dataStart));
        }
        List<Long> shape = shape(file, name, entry.path("shape"));
        requireLength(file, name, type, shape, end - begin);
        return new StoredTensor(file, name, type, shape, dataStart + begin, end - begin);
    }

    private static List<Long> shape(Path file, String name, JsonNode shape) {
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : shape) {
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
                throw ModelFileErrors.tensorDamaged(file, name, "has the shape " + shape);
            }
            sizes.add(size.longValue());
        }
        return sizes;
    }

    private static void requireLength(Path file, String name, StoredType type, List<Long> shape, long length) {
        try {
            long needed = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
            if (needed != length) {
                throw ModelFileErrors.tensorDamaged(
                        file, name, "has %d bytes; its shape %s of %s needs %d".formatted(length, shape, type, needed));
            }
        } catch (ArithmeticException overflow) {
            throw ModelFileErrors.tensorDamaged(file, name, "has the shape " + shape);
        }
    }

    private static void refuseOverlaps(Path file, Map<String, StoredTensor> tensors) {
        long end = 0;
        var inOrder = tensors.values().stream()
                .sorted(Comparator.comparingLong(StoredTensor::offset).thenComparingLong(StoredTensor::length))
                .toList();
        for (StoredTensor tensor : inOrder) {
            if (tensor.offset() < end) {
                throw ModelFileErrors.tensorDamaged(file, tensor.name(), "overlaps another tensor");
            }
            end = tensor.offset() + tensor.length();
        }
    }
}
