package dev.sonde.kernel;

import io.github.spencerpark.jupyter.kernel.comm.CommManager;
import java.util.concurrent.ConcurrentHashMap;

/** The open comms; asked for on another thread than the one that opens them. */
final class CommRegistry extends CommManager {

    CommRegistry() {
        targets = new ConcurrentHashMap<>();
        comms = new ConcurrentHashMap<>();
    }
}
