package io.lintel.server.listener;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.ArrayDeque;
import java.util.Queue;

/// Reads requests with [StrictRequestDecoder] and writes responses; those to HEAD without their content
/// (RFC 9110, section 9.3.2).
final class StrictHttpCodec extends CombinedChannelDuplexHandler<StrictRequestDecoder, HttpResponseEncoder> {

    /// Of each request that waits for its response, whether it is HEAD.
    private final Queue<Boolean> heads = new ArrayDeque<>();

    StrictHttpCodec() {
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(Listeners.LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(Listeners.LARGEST_HEADER)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        init(new StrictRequestDecoder(config, heads::add), new Encoder());
    }

    private final class Encoder extends HttpResponseEncoder {

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                return super.isContentAlwaysEmpty(response);
            }
            var isHead = heads.poll();
            return (isHead != null && isHead) || super.isContentAlwaysEmpty(response);
        }
    }
}
