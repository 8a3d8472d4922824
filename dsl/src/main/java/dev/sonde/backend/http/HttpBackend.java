package dev.sonde.backend.http;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A model and its adapter on a completion server.
 *
 * <p>It asks for base and adapter by their names, several requests at a time, and declares what a server can do: the best
 * tokens and not the whole vocabulary, no other strength or part of the adapter, no null adapter. {@link View.Repeated} asks the
 * same question once more, under whatever load the server has at that moment: its noise is part of every number from it.
 */
final class HttpBackend implements ScoringBackend {
    private final Connection connection;
    private final ExecutorService pool;
    private volatile boolean closed;

    private HttpBackend(Connection connection) {
        this.connection = connection;
        this.pool = Executors.newFixedThreadPool(connection.settings().concurrency(), work -> {
            var thread = new Thread(work, "sonde-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    static HttpBackend over(Connection connection) {
        return new HttpBackend(connection);
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        if (closed) {
            throw new BackendException("closed", "The model has been closed. Load it again.");
        }
        var outcomes = new ArrayList<Outcome>(evaluations.size());
        var pending = new ArrayList<Future<Outcome>>(evaluations.size());
        long start = System.nanoTime();
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            for (Evaluation<?> evaluation : evaluations) {
                pending.add(pool.submit(() -> outcome(evaluation)));
            }
            for (Future<Outcome> answer : pending) {
                outcomes.add(answer.get());
            }
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "Interrupted after " + outcomes.size() + " of " + evaluations.size() + " evaluations");
        } catch (ExecutionException defect) {
            throw new IllegalStateException("A reply could not be read; this is a defect of Sonde", defect.getCause());
        } finally {
            pending.forEach(answer -> answer.cancel(true));
        }
        return shared(outcomes, (System.nanoTime() - start) / 1e6);
    }

    private Outcome outcome(Evaluation<?> evaluation) throws InterruptedException {
        long start = System.nanoTime();
        try {
            var scored = connection.scorer().score(name(evaluation.view()), evaluation.operation());
            return new Outcome.Answer(scored.score(), cost(scored.tokens(), start));
        } catch (BackendException failure) {
            return new Outcome.Failure(failure, cost(0, start));
        } catch (
                IllegalArgumentException impossible) { // a score refuses its values: one reply's fault, not the batch's
            return new Outcome.Failure(
                    HttpErrors.badReply("impossible-score", impossible.getMessage() + "."), cost(0, start));
        }
    }

    private static Cost cost(int tokens, long start) {
        return new Cost(tokens, (System.nanoTime() - start) / 1e6, false);
    }

    /** Requests overlap, so that their times add up to more than the batch took: each gets its share of that. */
    private static List<Outcome> shared(List<Outcome> outcomes, double batchMillis) {
        double sum = outcomes.stream()
                .mapToDouble(outcome -> outcome.cost().wallMillis())
                .sum();
        double share = sum > batchMillis ? batchMillis / sum : 1;
        return outcomes.stream()
                .map(outcome -> outcome.withCost(
                        new Cost(outcome.cost().tokens(), share * outcome.cost().wallMillis(), false)))
                .toList();
    }

    /** The name under which the server serves a view. */
    private String name(View view) {
        if (view instanceof View.Base) {
            return connection.settings().base();
        }
        if (view instanceof View.FineTuned) {
            return connection.settings().adapter().orElseThrow(() -> missing(view, Capability.FINE_TUNED));
        }
        if (view instanceof View.Repeated again) {
            return name(again.of());
        }
        throw missing(view, needed(view));
    }

    private static Capability needed(View view) {
        if (view instanceof View.Merged) {
            return Capability.MERGED;
        }
        if (view instanceof View.Partial) {
            return Capability.PARTIAL;
        }
        return view instanceof View.Scaled ? Capability.SCALED : Capability.NULL_ADAPTER;
    }

    private BackendException missing(View view, Capability needed) {
        return BackendErrors.capabilityMissing("View '" + view.id() + "'", needed, capabilities());
    }

    @Override
    public Set<Capability> capabilities() {
        return connection.capabilities();
    }

    @Override
    public ModelCard card() {
        return connection.card();
    }

    @Override
    public String tokenText(int tokenId) {
        return connection.texts().of(tokenId);
    }

    @Override
    public AdapterReport adapterReport() {
        return connection
                .settings()
                .adapter()
                .map(name -> new AdapterReport(
                        name,
                        "served by name",
                        List.of(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of("The server holds the adapter's weights; its modules cannot be looked at from here.")))
                .orElseGet(AdapterReport::none);
    }

    @Override
    public void close() {
        closed = true;
        pool.shutdownNow();
    }
}
