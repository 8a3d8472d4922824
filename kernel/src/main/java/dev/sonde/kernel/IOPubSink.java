package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import io.github.spencerpark.jupyter.channels.ReplyEnvironment;
import io.github.spencerpark.jupyter.messages.publish.PublishClearOutput;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;

/** Broadcasts a cell's outputs to the clients, as answers to the request that started the cell. */
final class IOPubSink implements OutputSink {

    private final ReplyEnvironment environment;

    IOPubSink(ReplyEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void stream(StreamName name, String text) {
        var type = name == StreamName.STDOUT ? PublishStream.StreamType.OUT : PublishStream.StreamType.ERR;
        environment.publish(new PublishStream(type, text));
    }

    @Override
    public void display(DisplayBundle bundle) {
        environment.publish(new PublishDisplayData(Bundles.toDisplayData(bundle)));
    }

    @Override
    public void update(DisplayBundle bundle) {
        environment.publish(new PublishUpdateDisplayData(Bundles.toDisplayData(bundle)));
    }

    @Override
    public void clear(boolean wait) {
        environment.publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW);
    }
}
