package main

import (
	"example.com/pulumi-cognito-feedback/sdk/go/cognitofeedback"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(declare)
}

func declare(ctx *pulumi.Context) error {
	const userPoolId = "eu-central-1_Quickstrt"

	berlin, err := cognitofeedback.NewAuthEventFeedback(ctx, "berlin", &cognitofeedback.AuthEventFeedbackArgs{
		UserPoolId:    pulumi.String(userPoolId),
		Username:      pulumi.String("alice"),
		EventId:       pulumi.String("6a1c0f3e-8d24-4b57-9e10-3c7a5d92b841"),
		FeedbackValue: cognitofeedback.FeedbackValueValid,
		Note:          pulumi.String("Travelling, TICKET-123"),
	})
	if err != nil {
		return err
	}

	_, err = cognitofeedback.NewAuthEventFeedbackSet(ctx, "reviewed", &cognitofeedback.AuthEventFeedbackSetArgs{
		UserPoolId: pulumi.String(userPoolId),
		Decisions: cognitofeedback.FeedbackDecisionMap{
			"d2974e15-7b3a-4c60-a8f1-05e6c49b3d72": cognitofeedback.FeedbackDecisionArgs{
				Username:      pulumi.String("alice"),
				FeedbackValue: cognitofeedback.FeedbackValueInvalid,
			},
		},
	})
	if err != nil {
		return err
	}

	risky := cognitofeedback.GetAuthEventsOutput(ctx, cognitofeedback.GetAuthEventsOutputArgs{
		UserPoolId: pulumi.String(userPoolId),
		Username:   pulumi.String("alice"),
		Filter: cognitofeedback.AuthEventFilterArgs{
			RiskLevelAtLeast: cognitofeedback.RiskLevelHigh,
			Limit:            pulumi.Int(1),
		},
	})

	ctx.Export("berlinAddress", berlin.Event.IpAddress())
	ctx.Export("latestRisk", risky.Events().Index(pulumi.Int(0)).RiskLevel())
	return nil
}
