package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.session.CellError;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellRequest;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.InputSource;
import dev.sonde.kernel.transport.Lane;
import dev.sonde.kernel.transport.QueuedConnection;
import dev.sonde.kernel.transport.RequestEnvironment;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the cells that clients send; after a failed one, those that already wait behind it are refused. */
final class ExecuteHandler implements ShellHandler<ExecuteRequest> {

    private final CellSession session;
    private final CellHistory history;
    private final QueuedConnection connection;
    private volatile boolean aborting;

    ExecuteHandler(CellSession session, CellHistory history, QueuedConnection connection) {
        this.session = session;
        this.history = history;
        this.connection = connection;
    }

    @Override
    public void handle(ShellReplyEnvironment shell, Message<ExecuteRequest> message) {
        var environment = RequestEnvironment.of(shell);
        if (aborting) {
            environment.replyWith(MessageType.EXECUTE_REPLY, Map.of("status", "aborted"));
            return;
        }
        ExecuteRequest request = message.getContent();
        boolean counted = request.shouldStoreHistory() && !request.isSilent();
        if (!request.isSilent()) {
            int number = session.executionCount() + (counted ? 1 : 0);
            environment.publish(new PublishExecuteInput(request.getCode(), number));
        }
        var sink = new IOPubSink(environment);
        var cell = new CellRequest(request.getCode(), sink, input(environment, request), counted);
        CellOutcome outcome = session.execute(cell);
        publish(environment, request, outcome);
        if (counted) {
            history.add(
                    outcome.executionCount(), request.getCode(), text(outcome).orElse(null));
        }
        if (outcome instanceof CellOutcome.Failed failed) {
            fail(environment, request, failed, sink);
        } else {
            environment.replyWith(MessageType.EXECUTE_REPLY, success(request, outcome, sink));
        }
    }

    private static InputSource input(RequestEnvironment environment, ExecuteRequest request) {
        return request.isStdinEnabled() ? environment::ask : InputSource.NONE;
    }

    private static void publish(RequestEnvironment environment, ExecuteRequest request, CellOutcome outcome) {
        if (outcome instanceof CellOutcome.Failed failed) {
            CellError error = failed.error();
            environment.publish(new PublishError(error.name(), error.message(), error.traceback()));
        } else if (outcome instanceof CellOutcome.Value value && !request.isSilent()) {
            environment.publish(
                    new PublishExecuteResult(value.executionCount(), Bundles.toDisplayData(value.bundle())));
        }
    }

    private void fail(
            RequestEnvironment environment, ExecuteRequest request, CellOutcome.Failed failed, IOPubSink sink) {
        if (request.shouldStopOnError()) {
            aborting = true;
            connection.afterReceived(Lane.CELLS, () -> aborting = false);
        }
        var reply = new LinkedHashMap<String, Object>(error(failed.error()));
        reply.put("execution_count", failed.executionCount());
        reply.put("user_expressions", Map.of());
        reply.put("payload", sink.payload());
        environment.replyWith(MessageType.EXECUTE_REPLY, reply);
    }

    private Map<String, ?> success(ExecuteRequest request, CellOutcome outcome, IOPubSink sink) {
        var values = new LinkedHashMap<String, Object>();
        request.getUserExpr().forEach((name, code) -> values.put(name, evaluate(code, sink)));
        return Map.of(
                "status",
                "ok",
                "execution_count",
                outcome.executionCount(),
                "user_expressions",
                values,
                "payload",
                sink.payload());
    }

    private Map<String, ?> evaluate(String expression, OutputSink sink) {
        var outcome = session.execute(new CellRequest(expression, sink, InputSource.NONE, false));
        if (outcome instanceof CellOutcome.Failed failed) {
            return error(failed.error());
        }
        var bundle = outcome instanceof CellOutcome.Value value ? value.bundle() : DisplayBundle.of(Map.of());
        return Map.of("status", "ok", "data", bundle.data(), "metadata", bundle.metadata());
    }

    private static Map<String, ?> error(CellError error) {
        return Map.of(
                "status", "error",
                "ename", error.name(),
                "evalue", error.message(),
                "traceback", error.traceback());
    }

    private static Optional<String> text(CellOutcome outcome) {
        return outcome instanceof CellOutcome.Value value
                ? Optional.ofNullable(value.bundle().data().get("text/plain")).map(Object::toString)
                : Optional.empty();
    }
}
