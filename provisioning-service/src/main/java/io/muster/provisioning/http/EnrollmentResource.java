package io.muster.provisioning.http;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import io.muster.kit.identity.BasicLogin;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.authority.CertificateAuthorities;
import io.muster.provisioning.authority.CertificateBag;
import io.muster.provisioning.authority.ProvenKey;
import io.muster.provisioning.credential.CredentialRefusal.NotTrusted;
import io.muster.provisioning.credential.DeviceLogins;
import io.muster.provisioning.credential.DeviceLogins.Shown;
import io.muster.provisioning.credential.Enrollment;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.IssuedCredential.IssuedCertificate;
import io.muster.provisioning.enrollment.EnrollmentDesk;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Enrollment over Secure Transport (RFC 7030), as far as it goes without TLS in this process. */
@Path("/.well-known/est")
@Produces("application/pkcs7-mime")
@PermitAll
class EnrollmentResource {

    private static final String REQUEST = "application/pkcs10";

    private final CertificateAuthorities authorities;
    private final DeviceLogins logins;
    private final Enrollment enrollment;
    private final EnrollmentDesk desk;
    private final CallerAddress address;

    EnrollmentResource(
            CertificateAuthorities authorities,
            DeviceLogins logins,
            Enrollment enrollment,
            EnrollmentDesk desk,
            CallerAddress address) {
        this.authorities = authorities;
        this.logins = logins;
        this.enrollment = enrollment;
        this.desk = desk;
        this.address = address;
    }

    /** The authorities of the workspace of the device that asks. */
    @GET
    @Path("/cacerts")
    public Uni<RestResponse<String>> authorities(@Nullable @HeaderParam("Authorization") String authorization) {
        return device(authorization)
                .chain(shown -> authorities.trusted(shown.device().workspace()))
                .map(EnrollmentResource::bag);
    }

    /** The authorities of a workspace, for those who have no credential yet; it is the label of RFC 7030. */
    @GET
    @Path("/{workspace}/cacerts")
    public Uni<RestResponse<String>> authoritiesOf(@PathParam("workspace") String workspace) {
        return authorities.trusted(workspace).map(EnrollmentResource::bag);
    }

    @POST
    @Path("/simpleenroll")
    @Consumes(REQUEST)
    public Uni<RestResponse<String>> enroll(
            @Nullable @HeaderParam("Authorization") String authorization, @Nullable String request) {
        return Uni.createFrom()
                .item(() -> BasicLogin.readings(authorization))
                .chain(readings -> desk.enroll(readings, () -> ProvenKey.ofDer("body", der(request))))
                .map(EnrollmentResource::leaf)
                // A password that is good once goes by another name than all credentials.
                .onFailure(NotTrusted.class)
                .recoverWithUni(() -> certified(authorization, request, enrollment::enroll));
    }

    @POST
    @Path("/simplereenroll")
    @Consumes(REQUEST)
    public Uni<RestResponse<String>> renew(
            @Nullable @HeaderParam("Authorization") String authorization, @Nullable String request) {
        return certified(authorization, request, enrollment::renew);
    }

    private Uni<RestResponse<String>> certified(
            @Nullable String authorization,
            @Nullable String request,
            BiFunction<Shown, ProvenKey, Uni<IssuedCredential>> issue) {
        return device(authorization)
                .chain(shown -> issue.apply(shown, ProvenKey.ofDer("body", der(request))))
                .map(EnrollmentResource::leaf);
    }

    private static RestResponse<String> leaf(IssuedCredential issued) {
        return bag(List.of(((IssuedCertificate) issued).made().certificate()));
    }

    private Uni<Shown> device(@Nullable String authorization) {
        return Uni.createFrom()
                .item(() -> BasicLogin.readings(authorization))
                .chain(readings -> logins.authenticate(readings, address.text()));
    }

    private static byte[] der(@Nullable String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64 == null ? "" : base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("body", "must be base64");
        }
    }

    private static RestResponse<String> bag(List<X509Certificate> certificates) {
        String base64 = Base64.getMimeEncoder(64, "\r\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(CertificateBag.of(certificates));
        return ResponseBuilder.ok(base64)
                .header("Content-Type", "application/pkcs7-mime; smime-type=certs-only")
                .header("Content-Transfer-Encoding", "base64")
                .build();
    }
}
