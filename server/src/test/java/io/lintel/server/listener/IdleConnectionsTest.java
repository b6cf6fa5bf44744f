package io.lintel.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.lintel.server.TestServer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A connection on which nothing happens has a minute.
final class IdleConnectionsTest {

    /// Nobody waits for the minute: it is looked up, and its end is told to the connection.
    @Test
    @Tag("SEC-L2")
    void connectionIsClosedAfterAMinuteWithoutAByte() throws InterruptedException {
        var channels = new ArrayBlockingQueue<Channel>(1);
        try (var server = TestServer.start()) {
            server.context().getBean(NettyServerCustomizer.Registry.class).register(new Watching(channels, null));
            try (var connection = new RawConnection(server.port())) {
                var channel = channels.poll(20, TimeUnit.SECONDS);

                assertThat(channel).isNotNull();
                var idle = channel.pipeline().get(IdleStateHandler.class);
                assertThat(idle.getAllIdleTimeInMillis()).isEqualTo(60_000);
                var place = channel.pipeline().context(idle);
                channel.eventLoop()
                        .execute(() -> place.fireUserEventTriggered(IdleStateEvent.FIRST_ALL_IDLE_STATE_EVENT));

                assertThat(connection.readAll()).isEmpty();
            }
        }
    }

    private record Watching(
            BlockingQueue<Channel> channels, @Nullable Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel next, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Watching(channels, next) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                channels.offer(channel);
            }
        }
    }
}
