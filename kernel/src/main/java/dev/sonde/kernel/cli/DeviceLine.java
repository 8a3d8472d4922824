package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelCard;

/** One line on which model was loaded, and on which device it computes. */
final class DeviceLine {

    private DeviceLine() {}

    /**
     * The line, such as {@code Model tiny, adapter healthy, on cpu (PyTorch 2.7.1)}.
     *
     * @param wanted the device that was asked for: auto, cpu or cuda
     */
    static String of(ModelCard card, String wanted) {
        String adapter = card.adapterName().isEmpty() ? "no adapter" : "adapter " + card.adapterName();
        String model = "Model %s, %s".formatted(card.name(), adapter);
        return card.content().containsKey("device") ? model + ", " + device(card, wanted) : model;
    }

    /** Where it computes, such as {@code on cpu (PyTorch 2.7.1)}, and why not on a GPU. */
    static String device(ModelCard card, String wanted) {
        String device = card.content().getOrDefault("device", "an unknown device");
        String on = "on %s (%s)".formatted(device, card.content().getOrDefault("engine", "unknown engine"));
        return wanted.equals("auto") && device.equals("cpu") ? on + "; it sees no CUDA device" : on;
    }
}
