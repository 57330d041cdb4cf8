package chat.parley.backplane;

import chat.parley.store.Backoff;
import chat.parley.store.RedisClients;
import chat.parley.store.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One subscriber connection, supervised: when it is lost it comes back with backoff and every topic of its is
/// subscribed again. Used by one event loop.
final class RedisSubscriber {

    private static final Logger LOG = Logger.getLogger(RedisSubscriber.class);
    private static final int PENDING_COMMANDS = 16;

    private final VertxInternal vertx;
    private final ContextInternal context;
    private final RedisClients clients;
    private final Supplier<Optional<String>> where;
    private final RedisSubscribeMode hearing;
    private final SubscriberListener news;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final Topics topics = new Topics();
    private @Nullable RedisLink link;
    private boolean open;
    private boolean everBack;
    private boolean up;
    private long heard = System.nanoTime();

    /// @param where the node of a cluster to connect to, asked each time; empty for the one Redis that is configured
    /// @param hearing how its topics are asked for
    RedisSubscriber(
            VertxInternal vertx,
            ContextInternal context,
            RedisClients clients,
            Supplier<Optional<String>> where,
            RedisSubscribeMode hearing,
            SubscriberListener news) {
        this.vertx = vertx;
        this.context = context;
        this.clients = clients;
        this.where = where;
        this.hearing = hearing;
        this.news = news;
    }

    void open() {
        open = true;
        connect();
    }

    void close() {
        open = false;
        drop();
    }

    /// True while every topic of its is subscribed, as far as the connection knows.
    boolean up() {
        return up;
    }

    /// When something came last, of [System#nanoTime]; or when it began.
    long heard() {
        return heard;
    }

    /// It has nothing to hear at the moment, so silence says nothing.
    void rest() {
        heard = System.nanoTime();
    }

    /// Where it is; empty for the one Redis that is configured.
    Optional<String> node() {
        return where.get();
    }

    /// Those that it is to hear.
    Collection<TopicSubscription> topics() {
        return topics.all();
    }

    /// The topic, if it is to hear it.
    @Nullable
    TopicSubscription get(String topic) {
        return topics.get(topic);
    }

    void add(TopicSubscription one) {
        subscribeSoon(topics.want(one));
    }

    /// Hears it no more.
    void remove(String topic) {
        if (topics.unwant(topic) && link != null) {
            hearing.unsubscribe(link, topic);
        }
    }

    /// Subscribes a topic of its once more, unless that is under way.
    void again(String topic) {
        if (link != null && !topics.isAsked(topic)) {
            subscribeSoon(topics.again(topic));
        }
    }

    /// Asks once more for whatever was not confirmed; answers to what was asked of it do not come.
    void askAgain() {
        RedisLink at = link;
        List<String> open = topics.unconfirmed();
        if (at != null && !open.isEmpty()) {
            topics.forgetAsked(open::contains);
            hearing.subscribe(at, open, topics);
        }
    }

    /// Answers to what was asked so far do not come.
    void forgetAsked(Predicate<String> which) {
        topics.forgetAsked(which);
    }

    /// Cuts the connection because somebody knows that it hears nothing; it comes back by itself.
    void renew(String why) {
        if (link != null) {
            LOG.warnf("The subscription to Redis is renewed: %s", why);
            lost(link);
        }
    }

    /// One SUBSCRIBE for all topics asked for in this turn.
    private void subscribeSoon(boolean first) {
        if (first) {
            context.runOnContext(_ -> {
                List<String> now = topics.take();
                if (link != null) {
                    hearing.subscribe(link, now, topics);
                }
            });
        }
    }

    private void connect() {
        if (open) {
            clients.connect(vertx, context, PENDING_COMMANDS, where.get())
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
        topics.take();
        hearing.subscribe(fresh, topics.names(), topics);
        Future.join(topics.all().stream().map(TopicSubscription::confirmation).toList())
                .onComplete(_ -> context.emit(_ -> {
                    if (link == fresh) {
                        back();
                    }
                }));
    }

    private void back() {
        backoff.reset();
        up = true;
        boolean again = everBack;
        everBack = true;
        news.back(this, again);
    }

    private void heard(RedisLink from, @Nullable Response push) {
        if (push == null || link != from) {
            return;
        }
        heard = System.nanoTime();
        if (push.type() == ResponseType.ERROR) {
            news.refused(this, push.toString());
        } else if (push.size() >= 3) {
            heard(push.get(0).toString(), push.get(1).toString(), push.get(2));
        }
    }

    private void heard(String kind, String topic, Response what) {
        TopicSubscription wanted = topics.get(topic);
        switch (kind) {
            case "message", "smessage" -> {
                if (wanted != null) {
                    wanted.heard(what.toBytes());
                }
            }
            case "subscribe", "ssubscribe" -> {
                if (topics.answered(topic) && wanted != null) {
                    news.confirmed(wanted, wanted.confirm());
                }
            }
            case "sunsubscribe" -> {
                if (wanted != null && !topics.isAsked(topic)) {
                    wanted.lost();
                    news.ended(wanted);
                }
            }
            default -> {}
        }
    }

    private void lost(RedisLink old) {
        if (link == old) {
            LOG.warnf("The subscription to Redis was lost; connecting again");
            drop();
            later();
            news.lost(this);
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
