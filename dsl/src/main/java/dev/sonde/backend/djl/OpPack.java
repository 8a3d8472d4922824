package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Operations that the engine's API lacks or splits, as TorchScript source that is put into an archive in memory: no
 * Python, no file. The module holds no weights; tensors come in as arguments.
 */
final class OpPack implements AutoCloseable {

    private static final String SOURCE = "op-pack.py.txt";

    private final NDManager manager;
    private final PtSymbolBlock module;

    /** Compiles the pack for {@code device}. */
    OpPack(Device device) {
        manager = TorchEngine.manager(device);
        try (InputStream archive = new ByteArrayInputStream(archive())) {
            module = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code method}; the result belongs to {@code owner}. Arguments are arrays, doubles, longs and texts. */
    NDArray call(String method, NDManager owner, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(arguments[i]);
            }
            try (IValue result = IValueUtils.runMethod(module, method, values)) {
                return result.toTensor((PtNDManager) owner);
            }
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        }
        if (argument instanceof String text) {
            return IValue.from(text);
        }
        return argument instanceof Long number ? IValue.from(number) : IValue.from((double) argument);
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream source = OpPack.class.getResourceAsStream(SOURCE)) {
            put(zip, "data.pkl", instance());
            put(
                    zip,
                    "code/__torch__.py",
                    java.util.Objects.requireNonNull(source).readAllBytes());
            put(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII)); // the highest that 2.7.1 reads
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry("ops/" + name));
        zip.write(content);
        zip.closeEntry();
    }

    /** The pickle of an instance of {@code __torch__.Ops} with {@code training = False}. */
    private static byte[] instance() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {(byte) 0x89, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
