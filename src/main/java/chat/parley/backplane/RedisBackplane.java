package chat.parley.backplane;

import chat.parley.store.Backoff;
import chat.parley.store.RedisClients;
import chat.parley.store.RedisLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pod's ears: exactly one subscriber connection to Redis, supervised. When it is lost it comes back with backoff,
/// every wanted topic is subscribed again, and only then are the [#whenBack] listeners told, so that they can ask the
/// store what was missed. At most once: what is published while the connection is away is not heard.
///
/// May be called from any thread; listeners are called on the backplane's own event loop.
@Singleton
public final class RedisBackplane {

    private static final Logger LOG = Logger.getLogger(RedisBackplane.class);
    /// Channels in one SUBSCRIBE: a long line for Redis' parser, yet few round trips for many rooms.
    private static final int CHUNK = 500;
    private static final int PENDING_COMMANDS = 16;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisClients clients;
    private final Counter reconnects;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Topics topics = new Topics();
    private final List<Runnable> whenBack = new ArrayList<>();
    private final List<String> toSubscribe = new ArrayList<>();
    private @Nullable RedisLink link;
    private boolean open;
    private boolean everConnected;
    private volatile boolean up;

    public RedisBackplane(Vertx vertx, RedisClients clients, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.clients = clients;
        this.reconnects = Counter.builder("parley.backplane.reconnects")
                .description("Times the subscriber connection was lost and came back")
                .register(meters);
        meters.gauge("parley.backplane.up", this, backplane -> backplane.up ? 1 : 0);
        meters.gauge("parley.backplane.topics", this, backplane -> backplane.topics.size());
    }

    void started(@Observes @Priority(100) StartupEvent start) {
        open();
    }

    /// Begins to connect and to stay connected.
    public void open() {
        context.emit(_ -> {
            open = true;
            connect();
        });
    }

    /// Ends the subscription for good.
    @PreDestroy
    public void close() {
        context.emit(_ -> {
            open = false;
            drop();
        });
    }

    /// The event loop on which listeners are called.
    public ContextInternal loop() {
        return context;
    }

    /// True while every wanted topic is subscribed, as far as the connection knows.
    public boolean up() {
        return up;
    }

    /// Runs after each loss of the connection, when all topics are subscribed again; on the backplane's loop.
    public void whenBack(Runnable listener) {
        context.emit(_ -> whenBack.add(listener));
    }

    /// Hears `topic` from now on. The future completes when Redis has confirmed it: what is published later is heard.
    /// While Redis is away it stays open until the connection is back.
    public Future<Void> subscribe(String topic, TopicListener listener) {
        Promise<Void> done = vertx.promise();
        context.emit(_ -> {
            topics.want(topic, listener);
            topics.confirmation(topic).onComplete(done);
            ask(topic);
        });
        return done.future();
    }

    /// Hears `topic` no more.
    public void unsubscribe(String topic) {
        context.emit(_ -> {
            topics.unwant(topic);
            if (!toSubscribe.remove(topic) && link != null) {
                link.connection().send(Request.cmd(Command.UNSUBSCRIBE).arg(topic));
            }
        });
    }

    /// Cuts the connection because somebody knows that it hears nothing; it comes back by itself.
    public void renew(String why) {
        context.emit(_ -> {
            if (link != null) {
                LOG.warnf("The subscription to Redis is renewed: %s", why);
                lost(link);
            }
        });
    }

    private void ask(String topic) {
        toSubscribe.add(topic);
        if (toSubscribe.size() == 1) {
            context.runOnContext(_ -> subscribeCollected());
        }
    }

    /// One SUBSCRIBE for all topics asked for in this turn.
    private void subscribeCollected() {
        List<String> now = List.copyOf(toSubscribe);
        toSubscribe.clear();
        if (link != null) {
            subscribe(link, now);
        }
    }

    private void subscribe(RedisLink to, List<String> names) {
        for (int from = 0; from < names.size(); from += CHUNK) {
            Request request = Request.cmd(Command.SUBSCRIBE);
            for (String name : names.subList(from, Math.min(names.size(), from + CHUNK))) {
                request.arg(name);
                topics.asked(name);
            }
            to.connection().send(request);
        }
    }

    private void connect() {
        if (open) {
            clients.connect(vertx, context, PENDING_COMMANDS)
                    .onSuccess(fresh -> context.emit(_ -> connected(fresh)))
                    .onFailure(failure -> context.emit(_ -> later()));
        }
    }

    private void later() {
        vertx.setTimer(backoff.nextMillis(), _ -> context.emit(_ -> connect()));
    }

    private void connected(RedisLink fresh) {
        if (!open) {
            fresh.cut();
            return;
        }
        link = fresh;
        fresh.connection().handler(push -> heard(fresh, push));
        fresh.connection().exceptionHandler(failure -> context.emit(_ -> lost(fresh)));
        fresh.connection().endHandler(end -> context.emit(_ -> lost(fresh)));
        toSubscribe.clear();
        List<String> all = topics.all();
        subscribe(fresh, all);
        Future.join(all.stream().map(topics::confirmation).toList())
                .onComplete(_ -> context.emit(_ -> {
                    if (link == fresh) {
                        back();
                    }
                }));
    }

    private void back() {
        backoff.reset();
        up = true;
        if (everConnected) {
            reconnects.increment();
            LOG.infof("The subscription to Redis is back with %d topics", topics.size());
        }
        everConnected = true;
        whenBack.forEach(Runnable::run);
    }

    private void heard(RedisLink from, @Nullable Response push) {
        if (push == null || link != from || push.size() < 3) {
            return;
        }
        String kind = push.get(0).toString();
        String topic = push.get(1).toString();
        if (kind.equals("message")) {
            heard(topic, push.get(2).toBytes());
        } else if (kind.equals("subscribe")) {
            topics.confirmed(topic);
        }
    }

    /// Whatever a listener throws must not get into the client's parser: it would lose its place among the answers, and
    /// everything after it.
    private void heard(String topic, byte[] text) {
        TopicListener listener = topics.listener(topic);
        if (listener != null) {
            try {
                listener.heard(text);
            } catch (RuntimeException mistake) {
                LOG.errorf(mistake, "What came under %s was not understood", topic);
            }
        }
    }

    private void lost(RedisLink old) {
        if (link == old) {
            LOG.warnf("The subscription to Redis was lost; connecting again");
            drop();
            later();
        }
    }

    private void drop() {
        RedisLink old = link;
        link = null;
        up = false;
        topics.lost();
        if (old != null) {
            old.cut();
        }
    }
}
