package app;

import com.pulumi.Pulumi;
import com.pulumi.cognitofeedback.AuthEventFeedback;
import com.pulumi.cognitofeedback.AuthEventFeedbackArgs;
import com.pulumi.cognitofeedback.AuthEventFeedbackSet;
import com.pulumi.cognitofeedback.AuthEventFeedbackSetArgs;
import com.pulumi.cognitofeedback.CognitofeedbackFunctions;
import com.pulumi.cognitofeedback.enums.FeedbackValue;
import com.pulumi.cognitofeedback.enums.RiskLevel;
import com.pulumi.cognitofeedback.inputs.AuthEventFilterArgs;
import com.pulumi.cognitofeedback.inputs.FeedbackDecisionArgs;
import com.pulumi.cognitofeedback.inputs.GetAuthEventsArgs;
import com.pulumi.cognitofeedback.outputs.AuthEvent;
import com.pulumi.cognitofeedback.outputs.Evidence;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var userPoolId = "eu-central-1_Quickstrt";

            var berlin = new AuthEventFeedback("berlin", AuthEventFeedbackArgs.builder()
                .userPoolId(userPoolId)
                .username("alice")
                .eventId("6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841")
                .feedbackValue(FeedbackValue.Valid)
                .note("Travelling, TICKET-123")
                .build());

            new AuthEventFeedbackSet("reviewed", AuthEventFeedbackSetArgs.builder()
                .userPoolId(userPoolId)
                .decisions(Map.of(
                    "d2974e15-7b3a-4c60-a8f1-05e6c49b3d72", FeedbackDecisionArgs.builder()
                        .username("alice")
                        .feedbackValue(FeedbackValue.Invalid)
                        .build()))
                .build());

            var risky = CognitofeedbackFunctions.getAuthEvents(GetAuthEventsArgs.builder()
                .userPoolId(userPoolId)
                .username("alice")
                .filter(AuthEventFilterArgs.builder()
                    .riskLevelAtLeast(RiskLevel.High)
                    .limit(1)
                    .build())
                .build());

            ctx.export("berlinAddress", berlin.event().applyValue(event -> event.flatMap(Evidence::ipAddress)));
            ctx.export("latestRisk", risky.applyValue(found ->
                found.events().stream().findFirst().flatMap(AuthEvent::riskLevel)));
        });
    }
}
