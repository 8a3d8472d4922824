package dev.sonde.backend.djl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@code torch.save} wrote, as older adapters come: a zip archive of uncompressed tensors and a pickle that
 * names them. The pickle is not run: {@link PickleReader} knows the two calls that tensors need and refuses any other,
 * so that reading such a file is as safe as reading safetensors.
 */
final class TorchPickle {

    private static final Map<String, StoredType> STORAGES = Map.of(
            "torch FloatStorage", StoredType.F32,
            "torch HalfStorage", StoredType.F16,
            "torch BFloat16Storage", StoredType.BF16,
            "torch DoubleStorage", StoredType.F64,
            "torch LongStorage", StoredType.I64,
            "torch IntStorage", StoredType.I32);

    /** Names and shapes alone; as much as a header of safetensors. */
    private static final int LONGEST_PICKLE = 100 << 20;

    private TorchPickle() {}

    /**
     * The tensors of {@code file}, in its order.
     *
     * @throws dev.sonde.backend.BackendException if it is no such file, holds anything but tensors, or is damaged
     */
    static Map<String, StoredTensor> open(Path file) {
        return read(file, false, TorchPickle::tensors);
    }

    /**
     * All that {@code file} holds; objects of other classes than tensors are not made.
     *
     * @throws dev.sonde.backend.BackendException if it is no such file, or is damaged
     */
    static TorchTree tree(Path file) {
        return read(
                file,
                true,
                (at, root, entries) -> new TorchTree((Map<?, ?>) root, value -> stored(at, value, entries)));
    }

    /** What becomes of the objects of a pickle. */
    private interface Contents<T> {
        T of(Path file, Object root, Map<String, ZipArchiveEntry> entries);
    }

    private static <T> T read(Path file, boolean lenient, Contents<T> contents) {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            Map<String, ZipArchiveEntry> entries = new HashMap<>();
            zip.getEntries().asIterator().forEachRemaining(entry -> {
                String name = entry.getName();
                entries.put(name.substring(name.indexOf('/') + 1), entry);
            });
            ZipArchiveEntry pickle = entries.get("data.pkl");
            if (pickle == null || pickle.getSize() > LONGEST_PICKLE) {
                throw ModelFileErrors.pickle(file, "it holds no data.pkl of a usable size");
            }
            if (!"little".equals(text(zip, entries.get("byteorder")))) {
                throw ModelFileErrors.pickle(file, "its byte order is not 'little'");
            }
            try (InputStream in = zip.getInputStream(pickle)) {
                return contents.of(file, new PickleReader(in.readNBytes(LONGEST_PICKLE), lenient).read(), entries);
            }
        } catch (IOException
                | IllegalArgumentException
                | ArithmeticException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw ModelFileErrors.pickle(file, String.valueOf(e.getMessage()));
        }
    }

    /** Files of torch before 2.1 do not say their byte order: they are little-endian. */
    private static String text(ZipFile zip, @Nullable ZipArchiveEntry entry) throws IOException {
        if (entry == null) {
            return "little";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(16), StandardCharsets.US_ASCII);
        }
    }

    private static Map<String, StoredTensor> tensors(Path file, Object root, Map<String, ZipArchiveEntry> entries) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        ((Map<?, ?>) root).forEach((key, value) -> {
            String name = (String) key;
            if (!(value instanceof PickleReader.Tensor tensor)) {
                throw new IllegalArgumentException("'" + name + "' is not a tensor");
            }
            tensors.put(name, stored(file, name, tensor, entries));
        });
        return tensors;
    }

    /** A tensor that can be read; empty for anything else. */
    private static Optional<StoredTensor> stored(
            Path file, @Nullable Object value, Map<String, ZipArchiveEntry> entries) {
        return value instanceof PickleReader.Tensor tensor
                        && STORAGES.containsKey(tensor.storage())
                        && tensor.strides().equals(contiguous(tensor.shape()))
                ? Optional.of(stored(file, tensor.key(), tensor, entries))
                : Optional.empty();
    }

    private static StoredTensor stored(
            Path file, String name, PickleReader.Tensor tensor, Map<String, ZipArchiveEntry> entries) {
        StoredType type = STORAGES.get(tensor.storage());
        ZipArchiveEntry data = entries.get("data/" + tensor.key());
        if (type == null || data == null || data.getMethod() != ZipArchiveEntry.STORED) {
            throw new IllegalArgumentException(
                    "'%s' has no plain data, as %s '%s'".formatted(name, tensor.storage(), tensor.key()));
        }
        if (tensor.shape().stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("'" + name + "' has the shape " + tensor.shape());
        }
        if (!tensor.strides().equals(contiguous(tensor.shape()))) {
            throw new IllegalArgumentException("'" + name + "' has the strides " + tensor.strides());
        }
        long start = Math.multiplyExact(tensor.offset(), (long) type.bytes());
        long length = tensor.shape().stream().reduce((long) type.bytes(), Math::multiplyExact);
        if (start < 0 || Math.addExact(start, length) > data.getSize()) {
            throw new IllegalArgumentException("'" + name + "' lies outside its data");
        }
        return new StoredTensor(file, name, type, tensor.shape(), data.getDataOffset() + start, length);
    }

    private static List<Long> contiguous(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, shape.get(i));
        }
        return List.of(strides);
    }
}
