package io.lintel.server.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long a request may take to arrive. Time is that of an embedded channel, which passes when it is told to.
@Tag("SEC-L2")
final class PatienceTest {

    private static final String HEADER = "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n";

    private final List<Throwable> caught = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new StrictHttpCodec(), new ChannelInboundHandlerAdapter() {
                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
                    caught.add(thrown);
                }
            });

    @Test
    void headerMustBeCompleteTenSecondsAfterItsFirstByte() {
        send("G");
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headerThatTricklesGetsNoMoreTime() {
        for (var c : HEADER.substring(0, 10).toCharArray()) {
            send(String.valueOf(c));
            pass(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bodyMustBeCompleteThirtySecondsAfterItsHeader() {
        send(HEADER + "\r\n");
        for (var second = 0; second < 29; second++) {
            pass(1);
            send(second % 5 == 0 ? "x" : "");
        }
        assertThat(caught).isEmpty();
        pass(2);
        assertThat(caught).singleElement().isInstanceOfSatisfying(RefusedRequest.class, refused -> assertThat(
                        refused.status())
                .isEqualTo(408));
        send("12345");
        assertThat(channel.isOpen()).isTrue();
        pass(6);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void connectionBetweenRequestsIsNotHurried() {
        pass(50);
        send(HEADER + "\r\n0123456789");
        pass(50);
        send(HEADER + "\r\n0123456789");
        pass(50);

        assertThat(channel.isOpen()).isTrue();
        assertThat(caught).isEmpty();
    }

    @Test
    void eachRequestHasItsOwnTime() {
        for (var i = 0; i < 5; i++) {
            send(HEADER.substring(0, 10));
            pass(8);
            send(HEADER.substring(10) + "\r\n");
            pass(25);
            send("0123456789");
        }
        assertThat(channel.isOpen()).isTrue();
        assertThat(caught).isEmpty();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
