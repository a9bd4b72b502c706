import pulumi
import pulumi_cognito_feedback as cognito_feedback

user_pool_id = "eu-central-1_Quickstrt"

berlin = cognito_feedback.AuthEventFeedback(
    "berlin",
    user_pool_id=user_pool_id,
    username="alice",
    event_id="6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841",
    feedback_value=cognito_feedback.FeedbackValue.VALID,
    note="Travelling, TICKET-123",
)

cognito_feedback.AuthEventFeedbackSet(
    "reviewed",
    user_pool_id=user_pool_id,
    decisions={
        "d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": {
            "username": "alice",
            "feedback_value": cognito_feedback.FeedbackValue.INVALID,
        },
    },
)

risky = cognito_feedback.get_auth_events_output(
    user_pool_id=user_pool_id,
    username="alice",
    filter={"risk_level_at_least": cognito_feedback.RiskLevel.HIGH, "limit": 1},
)

pulumi.export("berlinAddress", berlin.event.apply(lambda event: event and event.ip_address))
pulumi.export("latestRisk", risky.events.apply(lambda events: events[0].risk_level if events else None))
