package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import dev.sonde.backend.BackendException;
import java.lang.management.MemoryUsage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the PyTorch engine, offline, and prepares threads for it. Every use of {@code ai.djl} goes through here first.
 */
final class TorchEngine {

    private static final String NAME = "PyTorch";
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(TorchEngine.class);
    private static final Logger CUDA_NOISE = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

    static {
        // before the first DJL class: no telemetry, no downloads
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", System.getProperty("RUST_FLAVOR", "cpu"));
        CUDA_NOISE.setLevel(Level.SEVERE);
    }

    private TorchEngine() {}

    /**
     * The device that {@code wanted} (auto, cpu, cuda) means on this machine.
     *
     * @throws BackendException if it is not there, or the engine does not start
     */
    static Device device(String wanted) {
        int gpus = engine().getGpuCount();
        return switch (wanted) {
            case "cpu" -> Device.cpu();
            case "cuda" -> {
                if (gpus == 0) {
                    throw EngineErrors.noGpu();
                }
                yield Device.gpu(0);
            }
            case "auto" -> {
                if (gpus == 0) {
                    LOG.info("Running on the CPU: the loaded libtorch sees no CUDA device.");
                }
                yield gpus == 0 ? Device.cpu() : Device.gpu(0);
            }
            default -> throw EngineErrors.unknownDevice(wanted);
        };
    }

    /** {@code cpu} or {@code cuda}: what {@link #device} gives. */
    static String kindOf(String wanted) {
        return device(wanted).isGpu() ? "cuda" : "cpu";
    }

    /** A manager that nobody else owns. */
    static NDManager manager(Device device) {
        return NDManager.newBaseManager(device, NAME);
    }

    /** Name and version, such as {@code PyTorch 2.7.1}. */
    static String version() {
        return NAME + " " + engine().getVersion();
    }

    /** Switches gradients and graph optimisation off for this thread, and sets its threads for so many token rows. */
    static void prepareThread(int rows) {
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        int threads = ThreadChoice.of(rows);
        if (JniUtils.getNumThreads() != threads) {
            JniUtils.setNumThreads(threads);
        }
    }

    /** A view of the rows {@code from} to {@code to} along the first axis. */
    static NDArray rows(NDArray x, int from, int to) {
        return JniUtils.slice((PtNDArray) x, 0, from, to, 1);
    }

    /** A view of the entries {@code from} to {@code to} along {@code axis}. */
    static NDArray slots(NDArray x, int axis, int from, int to) {
        return JniUtils.slice((PtNDArray) x, axis, from, to, 1);
    }

    /** Gives back what the engine keeps of a GPU's memory for later. */
    static void freeUnused() {
        if (engine().getGpuCount() > 0) {
            JniUtils.emptyCudaCache();
        }
    }

    /** Bytes of memory that nobody uses on {@code device}, a GPU. */
    static long freeBytes(Device device) {
        MemoryUsage usage = CudaUtils.getGpuMemory(device);
        return usage.getMax() - usage.getCommitted();
    }

    private static Engine engine() {
        try {
            return Engine.getEngine(NAME);
        } catch (RuntimeException | LinkageError e) {
            throw EngineErrors.notStarted(e);
        }
    }
}
