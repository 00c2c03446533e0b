package io.muster.broker.artemis;

import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.netty.handler.ssl.util.SimpleTrustManagerFactory;
import org.apache.activemq.artemis.api.core.TrustManagerFactoryPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client show whatever certificate it holds the key of; the handshake proves that it does. Whether that makes it
 * a device is decided afterwards, by the fingerprint that provisioning has listed, so that a revoked certificate is
 * worth nothing at once and a certificate authority need not be known here. Made by Artemis, by name.
 */
public final class AnyClientCertificate implements TrustManagerFactoryPlugin {

    @Override
    public TrustManagerFactory getTrustManagerFactory() {
        return new Factory();
    }

    private static final class Factory extends SimpleTrustManagerFactory {
        @Override
        protected void engineInit(@Nullable KeyStore keyStore) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[] {new AnyClient()};
        }
    }

    private static final class AnyClient implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("The broker opens no connections");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
